using Microsoft.Extensions.Logging;
using Mooring.Discovery;
using Mooring.Discovery.Leadership;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Replication;

/// <summary>
/// Campaigns for the leader lock for ever, and knows who holds it. The part a manager plays is read from the lock itself each time, so that one that lost it
/// knows at once, whatever else goes on.
/// </summary>
internal sealed class Election(ILeaderLock leaderLock, string advertise, TimeProvider clock, Random random, ILogger<Election> log) : IDisposable
{
    // With jitter, so that managers whose store comes back do not all ask at once.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken? _held;
    private string _leader = "";
    private CancellationTokenSource _reign = new();

    /// <summary>Awaited before each campaign: who knows no engine yet would serve clients badly.</summary>
    public Func<CancellationToken, Task> Ready { get; init; } = _ => Task.CompletedTask;

    /// <summary>The part played now. A leader value that is our own without our holding the lock is an old one and counts as none.</summary>
    public ManagerRole Role
    {
        get
        {
            lock (_gate)
            {
                return HoldsLock ? new(true, advertise) : new(false, OtherLeader);
            }
        }
    }

    /// <summary>The other manager that leads, empty if none is known, and a token that ends with its being the one known.</summary>
    public (string Address, CancellationToken Replaced) Leader
    {
        get
        {
            lock (_gate)
            {
                return (OtherLeader, _reign.Token);
            }
        }
    }

    private string OtherLeader => _leader == advertise ? "" : _leader;

    private bool HoldsLock => _held is { IsCancellationRequested: false };

    /// <summary>The right to write; null on a replica.</summary>
    public Lease? CurrentLease
    {
        get
        {
            lock (_gate)
            {
                return HoldsLock ? new(_held!.Value) : null;
            }
        }
    }

    /// <summary>Completes at the next change of who leads.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    /// <summary>Campaigns and watches until stopped; the lock is given up at the end.</summary>
    public Task RunAsync(CancellationToken ct) => Task.WhenAll(CampaignAsync(ct), WatchAsync(ct));

    /// <inheritdoc/>
    public void Dispose() => _reign.Dispose();

    private async Task CampaignAsync(CancellationToken ct)
    {
        await AgainAsync(async () =>
        {
            log.LeadershipLost();
            await Ready(ct);
            await using var held = await leaderLock.AcquireAsync(advertise, ct);
            log.LeadershipAcquired();
            Set(() => _held = held.Lost);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(held.Lost, ct);
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (either.Token.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), ended))
            {
                await ended.Task;
            }

            Set(() => _held = null);
        }, ct);
    }

    private async Task WatchAsync(CancellationToken ct) => await AgainAsync(async () =>
    {
        await foreach (var leader in leaderLock.WatchAsync(ct))
        {
            if ((leader ?? "") == _leader)
            {
                continue;
            }

            if (leader is not null)
            {
                log.LeaderElected(leader);
            }

            var before = _reign;
            Set(() => (_leader, _reign) = (leader ?? "", new()));
            await before.CancelAsync();
            before.Dispose();
        }
    }, ct);

    private async Task AgainAsync(Func<Task> attempt, CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                try
                {
                    await attempt();
                }
                catch (DiscoveryException e)
                {
                    log.ElectionFailed(e.Message);
                    await Task.Delay(ShortestPause + (Jitter * random.NextDouble()), clock, ct);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The manager stops.
        }
    }

    private void Set(Action change)
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            change();
            waiting = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
    }
}
