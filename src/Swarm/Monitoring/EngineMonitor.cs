using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Mooring.Engine;
using Mooring.Engine.Events;
using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Monitoring;

/// <summary>
/// Keeps the view of one engine: connects and checks it, follows its events, lists after every gap and now and then, and counts failures. One monitor knows
/// nothing of the others, so a dead or hanging engine costs them nothing.
/// </summary>
internal sealed class EngineMonitor : IAsyncDisposable
{
    private static readonly HashSet<string> Quiet = ["top", "resize", "export", "exec_create", "exec_start", "exec_detach", "exec_die", "attach", "detach", "extract-to-dir", "copy", "archive-path"];

    private readonly MonitorOptions _options;
    private readonly IClusterSink _sink;
    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly ILogger _log;
    private readonly EngineReader _reader;
    private readonly IDockerClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Channel<(string Id, long At)> _dirty = Channel.CreateUnbounded<(string, long)>(new() { SingleReader = true });
    private readonly Dictionary<string, long> _looked = [];
    private readonly SemaphoreSlim _resources = new(1, 1);
    private EngineView _view;
    private long _describedAt;
    private Task _running = Task.CompletedTask;

    public EngineMonitor(string address, IDockerClient client, MonitorOptions options, IClusterSink sink, TimeProvider clock, Random random, ILogger log)
    {
        _options = options;
        _sink = sink;
        _clock = clock;
        _random = random;
        _log = log;
        _client = client;
        _reader = new(address, client, options, clock, log);
        _view = new(address, client) { UpdatedAt = clock.GetUtcNow() };
    }

    /// <summary>The engine as it is known now.</summary>
    public EngineView View => Volatile.Read(ref _view);

    /// <summary>Begins to watch.</summary>
    public void Start()
    {
        _sink.Changed(_view);
        _running = RunAsync(_stop.Token);
    }

    /// <summary>Looks at one container at once.</summary>
    public async Task RefreshContainerAsync(string id, CancellationToken ct)
    {
        lock (_gate)
        {
            _looked[id] = _clock.GetTimestamp();
        }

        var entry = await _reader.ReadContainerAsync(id, ct);
        Update(view => view with { Containers = With(view, id, entry) });
    }

    /// <summary>Takes a container out of the view, or puts it back, until the engine itself says what is there.</summary>
    /// <param name="id">The container.</param>
    /// <param name="entry">What to show of it; null for nothing.</param>
    public void Show(string id, ContainerEntry? entry) => Update(view => view with { Containers = With(view, id, entry) });

    /// <summary>Lists images, networks and volumes at once.</summary>
    public async Task RefreshResourcesAsync(CancellationToken ct)
    {
        // Lists that overtake one another would bring back what is gone.
        await _resources.WaitAsync(ct);
        try
        {
            var read = await _reader.ReadResourcesAsync(View, ct);
            Update(view => view with { Images = read.Images, Networks = read.Networks, Volumes = read.Volumes });
        }
        finally
        {
            _resources.Release();
        }
    }

    /// <summary>Lists its containers at once.</summary>
    /// <param name="all">Whether to look at each of them.</param>
    /// <param name="ct">Ends the calls.</param>
    public async Task RefreshContainersAsync(bool all, CancellationToken ct)
    {
        var began = _clock.GetTimestamp();
        var read = await _reader.ReadContainersAsync(View.Containers, all, ct);
        Update(view => view with { Containers = Merge(view, read, began) });
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _resources.Dispose();
        _client.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await ConnectAsync(ct);
            await Task.WhenAll(FollowAsync(ct), LookAtDirtyAsync(ct), RefreshNowAndThenAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Removed from the cluster, or the process ends.
        }
    }

    private async Task ConnectAsync(CancellationToken ct)
    {
        for (var pause = _options.ShortestRetry; ; pause = pause * 2 < _options.LongestRetry ? pause * 2 : _options.LongestRetry)
        {
            try
            {
                await AcceptAsync(ct);
                _log.EngineRegistered(View.Name, View.Address);
                _sink.Turned(View, "engine_connect");
                return;
            }
            catch (Exception e) when (IsFailure(e))
            {
                Update(view => view with { Error = e.Message, Failures = view.Failures + 1 });
                _log.EngineNotAccepted(View.Address, e.Message);
            }

            await Task.Delay(pause, _clock, ct);
        }
    }

    private static bool IsFailure(Exception e) => e is DockerException or InvalidEngineException or IOException or System.Text.Json.JsonException;

    private async Task AcceptAsync(CancellationToken ct)
    {
        var described = await _reader.DescribeAsync(View, ct);
        _describedAt = _clock.GetTimestamp();
        var containers = await _reader.ReadContainersAsync(View.Containers, all: true, ct);
        var read = await _reader.ReadResourcesAsync(described with { Containers = containers }, ct);
        if (_sink.TwinOf(read) is { } twin)
        {
            throw new InvalidEngineException($"ID duplicated. {read.Info!.ID} shared by this node {read.Address} and another node {twin.Address}");
        }

        Update(view => read with { Health = EngineHealth.Healthy, Error = null, Failures = 0, UpdatedAt = _clock.GetUtcNow() });
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        var opened = false;
        await foreach (var item in _client.System.FollowEventsAsync(new() { ShortestBackoff = _options.ShortestRetry, LongestBackoff = _options.LongestRetry }, new(), ct))
        {
            switch (item)
            {
                case EngineEvent.Opened:
                    await ReturnAsync(opened, ct);
                    opened = true;
                    break;
                case EngineEvent.Lost lost:
                    Fail(lost.Cause.Message);
                    break;
                case EngineEvent.Occurred occurred:
                    Take(occurred.Message);
                    break;
                default:
                    break;
            }
        }
    }

    // Something may have been missed between two streams, and before the first one.
    private async Task ReturnAsync(bool again, CancellationToken ct)
    {
        try
        {
            if (again)
            {
                await DescribeAgainAsync(ct);
                await RefreshResourcesAsync(ct);
            }

            await RefreshContainersAsync(all: false, ct);
            Succeed();
        }
        catch (Exception e) when (IsFailure(e))
        {
            Fail(e.Message);
        }
    }

    private async Task DescribeAgainAsync(CancellationToken ct)
    {
        var before = View;
        var described = await _reader.DescribeAsync(before, ct);
        _describedAt = _clock.GetTimestamp();
        if (described.Id != before.Id)
        {
            _log.EngineReplaced(before.Id, before.Address, described.Id);
            described = described with { Containers = ImmutableDictionary<string, ContainerEntry>.Empty };
        }

        Update(view => described with { Containers = described.Id == before.Id ? view.Containers : described.Containers, Health = view.Health, Failures = view.Failures, Error = view.Error });
    }

    private void Take(Message message)
    {
        _sink.Occurred(View, message);
        switch (message.Type)
        {
            case "container" when !Quiet.Contains(message.Action.Split(':')[0]):
                _dirty.Writer.TryWrite((message.Actor.ID, _clock.GetTimestamp()));
                break;
            case "image" or "volume" or "network":
                _dirty.Writer.TryWrite(("", _clock.GetTimestamp()));
                break;
            case "daemon" when message.Action == "reload":
                _describedAt = 0;
                _dirty.Writer.TryWrite(("", _clock.GetTimestamp()));
                break;
            default:
                break;
        }

        if (message is { Type: "container", Action: "commit" })
        {
            _dirty.Writer.TryWrite(("", _clock.GetTimestamp()));
        }
    }

    private async Task LookAtDirtyAsync(CancellationToken ct)
    {
        while (await _dirty.Reader.WaitToReadAsync(ct))
        {
            await Task.Delay(_options.EventPause, _clock, ct);
            var dirty = new Dictionary<string, long>();
            while (_dirty.Reader.TryRead(out var item))
            {
                dirty[item.Id] = item.At;
            }

            try
            {
                foreach (var (id, at) in dirty)
                {
                    await LookAsync(id, at, ct);
                }
            }
            catch (Exception e) when (IsFailure(e))
            {
                // The stream of events ends as well when the engine is gone, and everything is listed when it is back.
                _log.RefreshFailed(View.Address, e.Message);
            }
        }
    }

    private async Task LookAsync(string id, long at, CancellationToken ct)
    {
        if (id.Length == 0)
        {
            await RefreshResourcesAsync(ct);
            return;
        }

        bool looked;
        lock (_gate)
        {
            looked = _looked.TryGetValue(id, out var last) && last > at;
        }

        if (!looked)
        {
            await RefreshContainerAsync(id, ct);
        }
    }

    private async Task RefreshNowAndThenAsync(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(_options.RefreshMin + (_options.RefreshMax - _options.RefreshMin) * _random.NextDouble(), _clock, ct);
            if (View.Health != EngineHealth.Healthy)
            {
                continue;
            }

            try
            {
                if (_clock.GetElapsedTime(_describedAt) > _options.DescriptionAge)
                {
                    await DescribeAgainAsync(ct);
                }

                await RefreshContainersAsync(all: false, ct);
                await RefreshResourcesAsync(ct);
                Succeed();
            }
            catch (Exception e) when (IsFailure(e))
            {
                Fail(e.Message);
            }
        }
    }

    private void Succeed()
    {
        var before = View;
        Update(view => view with { Health = EngineHealth.Healthy, Failures = 0, Error = null, UpdatedAt = _clock.GetUtcNow() });
        if (before.Health == EngineHealth.Unhealthy)
        {
            _log.EngineBack(before.Name, before.Failures);
            _sink.Turned(View, "engine_reconnect");
        }
    }

    private void Fail(string error)
    {
        var before = View;
        var failures = before.Failures + 1;
        var health = failures >= _options.FailureRetry ? EngineHealth.Unhealthy : before.Health;
        Update(view => view with { Failures = failures, Error = error, Health = health });
        if (health == EngineHealth.Unhealthy && before.Health == EngineHealth.Healthy)
        {
            _log.EngineUnhealthy(before.Name, failures);
            _sink.Turned(View, "engine_disconnect");
        }
    }

    private static ImmutableDictionary<string, ContainerEntry> With(EngineView view, string id, ContainerEntry? entry)
    {
        var containers = (ImmutableDictionary<string, ContainerEntry>)view.Containers;
        return entry is null ? containers.Remove(id) : containers.SetItem(id, entry);
    }

    // A container looked at since the list was taken is known better than the list knows it.
    private ImmutableDictionary<string, ContainerEntry> Merge(EngineView view, ImmutableDictionary<string, ContainerEntry> read, long began)
    {
        var merged = read;
        foreach (var (id, _) in _looked.Where(pair => pair.Value >= began))
        {
            merged = view.Containers.TryGetValue(id, out var newer) ? merged.SetItem(id, newer) : merged.Remove(id);
        }

        foreach (var id in _looked.Keys.Where(id => !merged.ContainsKey(id) && _looked[id] < began).ToList())
        {
            _looked.Remove(id);
        }

        return merged;
    }

    private void Update(Func<EngineView, EngineView> change)
    {
        lock (_gate)
        {
            _view = change(_view);
            _sink.Changed(_view);
        }
    }
}
