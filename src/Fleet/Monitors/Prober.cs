using Microsoft.Extensions.Logging;
using Mooring.Engine;
using Mooring.Fleet.Snapshots;

namespace Mooring.Fleet.Monitors;

/// <summary>Asks one engine again and again whether it is there, and who it is.</summary>
internal sealed class Prober(IDockerClient client, EngineCache cache, FleetOptions options, TimeProvider clock, FleetMetrics? metrics, ILogger log)
{
    // Confirms a recovery without waiting for the whole interval.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private readonly Wake _wake = new(clock);
    private volatile ProbeOptions _probe = ProbeOptions.Default;
    private DateTimeOffset _factsAt;

    /// <summary>Called after a success that follows a failure: connections that survived may still be stuck.</summary>
    public Action Recovered { get; init; } = () => { };

    public ProbeOptions Options
    {
        get => _probe;
        set
        {
            _probe = value;
            _wake.Signal();
        }
    }

    /// <summary>Probes now. Somebody saw a sign that the state may have changed.</summary>
    public void Hurry() => _wake.Signal();

    /// <summary>Reads version and info with the next probe, now.</summary>
    public void RereadFacts()
    {
        _factsAt = default;
        _wake.Signal();
    }

    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            await ProbeAsync(ct);
            var now = cache.Current;
            var pause = now is { State: EngineState.Unhealthy, ConsecutiveSuccesses: > 0 } && Soon < _probe.Interval ? Soon : _probe.Interval;
            await _wake.WaitAsync(Jitter.OnTick(Jitter.Around(pause), clock), ct);
        }
    }

    private async Task ProbeAsync(CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        try
        {
            using var deadline = new CancellationTokenSource(_probe.Timeout, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            try
            {
                var ping = await client.System.PingAsync(both.Token);
                var facts = await FactsIfDueAsync(both.Token);
                Succeed(ping.Latency, facts);
            }
            catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                Fail(new DockerConnectionException(
                    ConnectionFault.ResponseTimeout, $"{cache.Current.Endpoint} did not answer a probe within {_probe.Timeout.TotalSeconds:0.###} s.", e, client.ServerCertificate));
            }
        }
        catch (DockerException e)
        {
            Fail(e);
        }
        finally
        {
            metrics?.Probed(clock.GetElapsedTime(started), cache.Current.ConsecutiveFailures == 0);
        }
    }

    private async Task<(EngineFacts Facts, TimeSpan Skew)?> FactsIfDueAsync(CancellationToken ct)
    {
        if (cache.Current is { Facts: not null, ConsecutiveFailures: 0 } && clock.GetUtcNow() - _factsAt < options.InfoInterval)
        {
            return null;
        }

        var version = await client.System.GetVersionAsync(ct);
        var asked = clock.GetTimestamp();
        var info = await client.System.GetSystemInfoAsync(ct);
        var middle = clock.GetUtcNow() - (clock.GetElapsedTime(asked) / 2);
        _factsAt = clock.GetUtcNow();
        return (SnapshotReader.Facts(version, info, await client.NegotiateAsync(ct)), info.SystemTime is { } time ? time - middle : TimeSpan.Zero);
    }

    private void Succeed(TimeSpan latency, (EngineFacts Facts, TimeSpan Skew)? read)
    {
        var before = cache.Current;
        var successes = before.ConsecutiveSuccesses + 1;
        var state = before.State == EngineState.Unhealthy && successes < _probe.SuccessThreshold ? EngineState.Unhealthy : EngineState.Healthy;
        var facts = read is null ? before.Facts : read.Value.Facts.Equals(before.Facts) ? before.Facts : read.Value.Facts;
        var certificate = client.ServerCertificate;
        var tell = state != before.State || before.LastError is not null || !ReferenceEquals(facts, before.Facts) || certificate != before.Certificate;
        cache.Update(now => At(now, state) with
        {
            LastError = null,
            IsDown = state != EngineState.Healthy,
            ConsecutiveFailures = 0,
            ConsecutiveSuccesses = successes,
            LastSeen = clock.GetUtcNow(),
            Latency = latency,
            ClockSkew = read?.Skew ?? now.ClockSkew,
            Facts = facts,
            Certificate = certificate,
        }, tell);
        if (before.ConsecutiveFailures > 0)
        {
            Recovered();
        }

        if (state != before.State)
        {
            log.EngineHealthy(before.Key, facts?.Name ?? "", facts?.Version ?? "");
        }
    }

    private void Fail(DockerException error)
    {
        var before = cache.Current;
        var failures = before.ConsecutiveFailures + 1;
        var state = before.State == EngineState.Healthy && failures >= _probe.FailureThreshold ? EngineState.Unhealthy : before.State;
        var down = before.IsDown || failures >= _probe.FailureThreshold;
        var tell = state != before.State || down != before.IsDown || error.Message != before.LastError?.Message;
        cache.Update(now => At(now, state) with
        {
            LastError = error,
            IsDown = down,
            ConsecutiveFailures = failures,
            ConsecutiveSuccesses = 0,
            Certificate = client.ServerCertificate ?? now.Certificate,
        }, tell);
        if (state != before.State)
        {
            log.EngineUnhealthy(before.Key, failures, error.Message);
        }
    }

    private EngineSnapshot At(EngineSnapshot now, EngineState state) => now.State == state ? now : now with { State = state, StateSince = clock.GetUtcNow() };
}
