using Microsoft.Extensions.Logging;
using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Fleet.Snapshots;

namespace Mooring.Fleet.Monitors;

/// <summary>Watches one engine: a prober, a reader of events, one that reads again what events touched, and one that lists everything now and then.</summary>
internal sealed class EngineMonitor : IAsyncDisposable
{
    private static readonly TimeSpan ShortestBackoff = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource _stop = new();
    private readonly FleetOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Wake _pendingWake;
    private readonly Wake _syncWake;
    private readonly PendingWork _pending;
    private readonly Prober _prober;
    private readonly EventReader _events;
    private Task _running = Task.CompletedTask;

    public EngineMonitor(EngineRegistration registration, FleetContext context, Action<string> changed, Action<string, Message> happened)
    {
        (_options, _clock, _log) = (context.Options, context.Clock, context.Log);
        Registration = registration;
        Client = context.CreateClient(registration);
        var first = new EngineSnapshot(registration.Key, registration.Endpoint) { StateSince = _clock.GetUtcNow(), Revision = context.NextRevision() };
        Cache = new(first, context.NextRevision, () => changed(registration.Key));
        Reader = new(Client, Cache, context.Reader, _options, _clock);
        _pendingWake = new(_clock);
        _syncWake = new(_clock);
        _pending = new(_pendingWake);
        _events = new(Client, Cache, _pending, _options)
        {
            Opened = OnOpened,
            Lost = OnLost,
            Reloaded = () => _prober!.RereadFacts(),
            Seen = message => happened(registration.Key, message),
        };
        _prober = new(Client, Cache, _options, _clock, context.Metrics, _log) { Recovered = _events.Reconnect, Options = registration.Probe };
    }

    public EngineRegistration Registration { get; private set; }

    public IDockerClient Client { get; }

    public EngineCache Cache { get; }

    public EngineReader Reader { get; }

    public void Start() => _running = Task.WhenAll(
        KeepAsync(_prober.RunAsync), KeepAsync(_events.RunAsync), KeepAsync(ReadPendingAsync), KeepAsync(SyncNowAndThenAsync));

    /// <summary>Takes new probe settings; everything else of the registration is as before.</summary>
    public void Update(EngineRegistration registration)
    {
        Registration = registration;
        _prober.Options = registration.Probe;
    }

    /// <summary>Probes now: a caller's own request failed to reach the engine, or reached it again.</summary>
    public void Hurry() => _prober.Hurry();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Client.Dispose();
        _stop.Dispose();
    }

    private void OnOpened()
    {
        _syncWake.Signal();
        if (Cache.Current.IsSynced)
        {
            // It may have been restarted as another version.
            _prober.RereadFacts();
        }
        else if (Cache.Current.State != EngineState.Healthy)
        {
            _prober.Hurry();
        }
    }

    // One look for the first of several connections that break at once; after that the prober goes by its interval.
    private void OnLost()
    {
        if (Cache.Current is { State: EngineState.Healthy, ConsecutiveFailures: 0 })
        {
            _prober.Hurry();
        }
    }

    private async Task ReadPendingAsync(CancellationToken ct)
    {
        var failures = 0;
        while (true)
        {
            await _pendingWake.WaitAsync(ct);
            var (containers, kinds) = _pending.Take();
            try
            {
                await ReadAsync(containers, kinds, ct);
                failures = 0;
            }
            catch (DockerException e)
            {
                _log.RefreshFailed(Registration.Key, e.Message);
                _pending.Add(containers, kinds);
                await Task.Delay(Backoff(failures++), _clock, ct);
            }
        }
    }

    private async Task ReadAsync(IReadOnlyCollection<string> containers, PendingWork.Kinds kinds, CancellationToken ct)
    {
        if (containers.Count > 0)
        {
            await Reader.RefreshContainersAsync(containers, ct);
        }

        if (kinds.HasFlag(PendingWork.Kinds.Images))
        {
            await Reader.RefreshImagesAsync(ct);
        }

        if (kinds.HasFlag(PendingWork.Kinds.Networks))
        {
            await Reader.RefreshNetworksAsync(ct);
        }

        if (kinds.HasFlag(PendingWork.Kinds.Volumes))
        {
            await Reader.RefreshVolumesAsync(ct);
        }
    }

    // The first list waits for the event stream to open, so that nothing falls between the two.
    private async Task SyncNowAndThenAsync(CancellationToken ct)
    {
        await _syncWake.WaitAsync(ct);
        for (var failures = 0; ;)
        {
            try
            {
                await Reader.SyncAsync(ct);
                failures = 0;
                await _syncWake.WaitAsync(Jitter.Between(_options.RefreshMinInterval, _options.RefreshMaxInterval), ct);
            }
            catch (DockerException e)
            {
                _log.RefreshFailed(Registration.Key, e.Message);
                await _syncWake.WaitAsync(Backoff(failures++), ct);
            }
        }
    }

    private TimeSpan Backoff(int failures)
    {
        var longest = ShortestBackoff * Math.Pow(2, Math.Min(failures, 16));
        return Jitter.Around(longest < _options.LongestBackoff ? longest : _options.LongestBackoff);
    }

    private async Task KeepAsync(Func<CancellationToken, Task> loop)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await loop(_stop.Token);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a bug met with one engine must not end the watch over it, nor over the others
            catch (Exception e)
            {
                _log.MonitorFailed(e, Registration.Key);
                _syncWake.Signal();
                await Task.Delay(_options.LongestBackoff, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
#pragma warning restore CA1031
        }
    }
}
