using Mooring.Api;
using Mooring.Kube.Client;
using Mooring.Kube.Reconciling;
using Mooring.Operator.Reporting;

namespace Mooring.Operator.Clusters;

/// <summary>Keeps a Cluster's authority and client certificates, and counts its hosts.</summary>
public sealed class ClusterReconciler(
    ClusterObserver observer, ClusterExecutor executor, StatusWriter<Cluster, ClusterStatus> status, TimeProvider clock, ILogger<ClusterReconciler> log) : IReconciler
{
    /// <inheritdoc/>
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken ct)
    {
        if (observer.Observe(key) is not { } seen)
        {
            return new ReconcileResult.Done();
        }

        var plan = ClusterPlanner.Plan(seen, clock.GetUtcNow());
        log.ClusterPlanned(key, plan.Reason, plan.Steps.Count);
        var fault = await executor.ActAsync(seen, plan, ct);
        if (fault is null && plan.Steps is [.., ClusterStep.AddFinalizer or ClusterStep.RemoveFinalizer])
        {
            // The object has a new version; its change wakes the next round.
            return new ReconcileResult.Done();
        }

        await ReportAsync(seen, plan, fault, ct);
        return (fault, plan.NextLook) switch
        {
            ({ } failed, _) => new ReconcileResult.Retry(failed),
            (null, { } later) => new ReconcileResult.After(later),
            _ => new ReconcileResult.Done(),
        };
    }

    private Task ReportAsync(ClusterObservation seen, ClusterPlan plan, Fault? fault, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var current = seen.Cluster.Status;
        var built = ClusterStatusBuilder.Build(seen, plan, fault, now);
        var generation = seen.Cluster.Metadata.Generation;
        return status.WriteAsync(seen.Cluster, current, built with
        {
            ObservedGeneration = fault is null ? generation : current.ObservedGeneration,
            Conditions = ConditionSet.Next(current.Conditions, built.Conditions, generation, now),
        }, ct);
    }
}
