using Microsoft.Extensions.Logging;
using Mooring.Kube.Client;
using Mooring.Kube.Queueing;
using Mooring.Kube.Telemetry;

namespace Mooring.Kube.LeaderElection;

/// <summary>
/// Leads while it holds a Lease. It counts itself out <see cref="LeaderElectionOptions.RenewDeadline"/> after the beginning of its last
/// successful renewal, which is before anybody else may take the Lease, and on shutdown gives the Lease up only when all have stopped acting.
/// </summary>
/// <param name="kube">The API; its requests must not queue behind others.</param>
/// <param name="options">Which lease, and its timing.</param>
/// <param name="clock">The time.</param>
/// <param name="metrics">Shows who leads, or null.</param>
/// <param name="log">Where changes are told.</param>
public sealed class LeaderElector(
    IKubernetes kube, LeaderElectionOptions options, TimeProvider clock, KubeMetrics? metrics, ILogger<LeaderElector> log) : ILeadership
{
    private readonly LeaseLock _lease = new(kube, options, clock);
    private readonly Lock _gate = new();
    private TaskCompletionSource<Tenure> _next = NewTenure();
    private volatile Tenure? _current;

    /// <inheritdoc/>
    public bool IsLeader => _current is { IsOver: false };

    /// <inheritdoc/>
    public async Task<LeaderTerm> WaitUntilLeaderAsync(CancellationToken ct)
    {
        while (true)
        {
            Task<Tenure> next;
            lock (_gate)
            {
                next = _next.Task;
            }

            var tenure = await next.WaitAsync(ct);
            if (tenure.TryEnter() is { } term)
            {
                return term;
            }

            // Lost, and its follower not announced yet.
            await tenure.Deserted.WaitAsync(ct);
        }
    }

    /// <summary>Takes part in the election until cancelled; returns when the Lease is given up.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        metrics?.Leads(options.Name, false);
        while (!ct.IsCancellationRequested)
        {
            if (await AcquireAsync(ct) is { } began)
            {
                await LeadAsync(began, ct);
            }
        }
    }

    private static TaskCompletionSource<Tenure> NewTenure() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // When the successful attempt began, or null on shutdown.
    private async Task<long?> AcquireAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var began = clock.GetTimestamp();
            var holder = _lease.Holder;
            if (await TryAsync(_lease.TryAcquireAsync, ct) is true)
            {
                return began;
            }

            if (_lease.Holder != holder)
            {
                log.LeaderIs(options.Name, _lease.Holder);
            }

            var pause = options.RetryPeriod * (1 + (0.2 * Scatter.Next()));
            await Task.Delay(pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    private async Task LeadAsync(long began, CancellationToken ct)
    {
        using var tenure = new Tenure(Remaining(began), clock);
        Announce(tenure);
        var isHeld = await RenewAsync(tenure, ct);
        Announce(null);
        await tenure.CloseAsync();
        if (!isHeld)
        {
            log.LeadershipLost(options.Name, _lease.Holder);
        }

        while (!tenure.Deserted.IsCompleted)
        {
            // Somebody is still finishing: as long as the lease is ours it stays so, and nobody else starts.
            await Task.WhenAny(tenure.Deserted, Task.Delay(options.RetryPeriod, clock, CancellationToken.None));
            if (isHeld && !tenure.Deserted.IsCompleted)
            {
                isHeld = await TryAsync(_lease.RenewAsync, CancellationToken.None) is not false;
            }
        }

        if (isHeld && await TryAsync(_lease.ReleaseAsync, CancellationToken.None) is true)
        {
            log.LeadershipReleased(options.Name);
        }
    }

    // True when shutdown came while the lease was held, false when it is lost.
    private async Task<bool> RenewAsync(Tenure tenure, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, tenure.Lost);
        while (true)
        {
            await Task.Delay(options.RetryPeriod, clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (either.IsCancellationRequested)
            {
                return !tenure.Lost.IsCancellationRequested;
            }

            // Not cancelled by shutdown: an unfinished write would leave open which version to release.
            var began = clock.GetTimestamp();
            switch (await TryAsync(_lease.RenewAsync, tenure.Lost))
            {
                case true:
                    tenure.Extend(Remaining(began));
                    break;
                case false:
                    return false;
            }
        }
    }

    // What the attempt says, or null when it failed or ran out of time.
    private async Task<bool?> TryAsync(Func<CancellationToken, Task<bool>> attempt, CancellationToken ct)
    {
        // Half the deadline, so that one dead connection leaves time for another attempt.
        using var timeout = new CancellationTokenSource(options.RenewDeadline / 2, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return await attempt(either.Token);
        }
        catch (KubernetesException e) when (e.Reason is StatusReason.Conflict or StatusReason.AlreadyExists)
        {
            return null;
        }
        catch (KubernetesException e)
        {
            log.LeaseFailed(options.Name, e.Reason, e.Message);
            return null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested || ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Announce(Tenure? tenure)
    {
        lock (_gate)
        {
            _current = tenure;
            if (tenure is null)
            {
                _next = NewTenure();
            }
            else
            {
                _next.SetResult(tenure);
            }
        }

        metrics?.Leads(options.Name, tenure is not null);
        if (tenure is not null)
        {
            log.LeadershipGained(options.Name, options.Identity);
        }
    }

    private TimeSpan Remaining(long began)
    {
        var left = options.RenewDeadline - clock.GetElapsedTime(began);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
