using Microsoft.Extensions.Logging;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Replication;

namespace Mooring.Swarm.Rescheduling;

/// <summary>
/// Brings containers that ask for it back elsewhere when their engine has died, and removes the old ones when it returns. It compares what is with what
/// should be, again and again, so nothing is lost when a primary dies half way: the next one starts from the same comparison.
/// </summary>
/// <param name="cluster">Engines and containers.</param>
/// <param name="rescheduler">Does the work.</param>
/// <param name="lease">The right to write; null on a replica.</param>
/// <param name="answers">Asks an engine directly, within seconds, whether it is there.</param>
/// <param name="clock">Source of time.</param>
/// <param name="log">Log.</param>
internal sealed class Watchdog(
    ClusterIndex cluster, Rescheduler rescheduler, Func<Lease?> lease, Func<string, CancellationToken, Task<bool>> answers, TimeProvider clock, ILogger<Watchdog> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    private readonly EngineDeaths _deaths = new(Grace);
    private readonly Dictionary<string, (EngineView Engine, IReadOnlyList<ContainerEntry> Wanted)> _seen = [];
    private readonly Dictionary<string, (TimeSpan Pause, DateTimeOffset Next)> _failed = [];

    /// <summary>Watches until stopped.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await TurnAsync(ct);
                await Task.Delay(Interval, clock, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The manager stops.
        }
    }

    private async Task TurnAsync(CancellationToken ct)
    {
        Look();
        if (lease() is not { } right)
        {
            // Who becomes the primary later judges by probes of its own.
            _deaths.Keep([]);
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, right.Lost);
        try
        {
            await RemoveSupersededAsync(limit.Token);
            await MoveFromDeadAsync(right, limit.Token);
        }
        catch (OperationCanceledException) when (right.Lost.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // Another manager goes on.
        }
    }

    // An engine that left discovery is remembered as it was: that its agent is gone does not say whether it lives.
    private void Look()
    {
        foreach (var engine in cluster.Validated)
        {
            if (!_seen.TryGetValue(engine.Address, out var before) || !ReferenceEquals(before.Engine, engine))
            {
                _seen[engine.Address] = (engine, [.. engine.Containers.Values.Where(Copies.IsWanted)]);
            }
        }
    }

    private async Task RemoveSupersededAsync(CancellationToken ct)
    {
        var ids = _seen.Values.SelectMany(seen => seen.Wanted).Select(container => container.SwarmId!).GroupBy(id => id).Where(group => group.Count() > 1);
        foreach (var (old, copy) in ids.SelectMany(group => Copies.Superseded(cluster.FindSwarmId(group.Key))).ToList())
        {
            await rescheduler.RemoveAsync(old, copy, ct);
        }
    }

    private async Task MoveFromDeadAsync(Lease right, CancellationToken ct)
    {
        var suspects = _seen.Where(pair => cluster.FindEngine(pair.Key) is null or { Health: not EngineHealth.Healthy }).Select(pair => pair.Key).ToList();
        foreach (var empty in suspects.Where(address => _seen[address].Wanted.Count == 0 && cluster.FindEngine(address) is null).ToList())
        {
            _seen.Remove(empty);
        }

        suspects.RemoveAll(address => !_seen.TryGetValue(address, out var seen) || seen.Wanted.Count == 0);
        _deaths.Keep(suspects);
        var probes = await Task.WhenAll(suspects.Select(async address => (Address: address, Answers: await answers(address, ct))));
        foreach (var (address, alive) in probes)
        {
            if (_deaths.Observe(address, alive, clock.GetUtcNow()))
            {
                await MoveAllAsync(address, right, ct);
            }
            else if (alive && cluster.FindEngine(address) is null)
            {
                // It left the cluster alive, and its containers with it.
                log.EngineLeftAlive(_seen[address].Engine.Name);
                _seen.Remove(address);
            }
        }
    }

    private async Task MoveAllAsync(string address, Lease right, CancellationToken ct)
    {
        var (engine, wanted) = _seen[address];
        var left = new List<ContainerEntry>();
        foreach (var container in wanted)
        {
            if (cluster.FindSwarmId(container.SwarmId!).Any(holder => holder.Engine.Health == EngineHealth.Healthy))
            {
                // A primary before this one did it; the name is to mean the copy alone.
                rescheduler.Forget(engine, container);
            }
            else if (!await TryMoveAsync(engine, container, right, ct))
            {
                left.Add(container);
            }
        }

        // What a view taken meanwhile says of this engine is no news: it does not answer.
        _seen[address] = (cluster.FindEngine(address) ?? engine, left);
    }

    private async Task<bool> TryMoveAsync(EngineView engine, ContainerEntry container, Lease right, CancellationToken ct)
    {
        if (container.Name.Length == 0)
        {
            log.NamelessNotRescheduled(container.Id);
            return true;
        }

        if (_failed.TryGetValue(container.Id, out var failed) && clock.GetUtcNow() < failed.Next)
        {
            return false;
        }

        if (await rescheduler.MoveAsync(engine, container, right, ct))
        {
            _failed.Remove(container.Id);
            return true;
        }

        var pause = failed.Pause == TimeSpan.Zero ? FirstRetry : failed.Pause * 2 < LongestRetry ? failed.Pause * 2 : LongestRetry;
        _failed[container.Id] = (pause, clock.GetUtcNow() + pause);
        return false;
    }
}
