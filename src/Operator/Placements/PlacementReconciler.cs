using Mooring.Api;
using Mooring.Kube.Client;
using Mooring.Kube.Reconciling;
using Mooring.Operator.Reporting;

namespace Mooring.Operator.Placements;

/// <summary>Keeps a placement's containers on the engines as its spec says.</summary>
public sealed class PlacementReconciler(
    PlacementObserver observer,
    PlacementExecutor executor,
    ContainerOperations operations,
    StatusWriter<Placement, PlacementStatus> status,
    TimeProvider clock,
    ILogger<PlacementReconciler> log) : IReconciler
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    // Looking, choosing nodes and reserving them is one thing, so that two placements never take the same port or memory.
    private readonly Lock _scheduling = new();

    /// <inheritdoc/>
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken ct)
    {
        PlacementObservation? seen;
        PlacementPlan plan;
        bool taken;
        lock (_scheduling)
        {
            seen = observer.Observe(key);
            if (seen is null)
            {
                operations.Forget(key);
                return new ReconcileResult.Done();
            }

            plan = PlacementPlanner.Plan(seen, clock.GetUtcNow());
            log.PlacementPlanned(key, plan.Phase, plan.Steps.Count);
            operations.Drop(key, PlacementPlanner.Settled(seen, plan));
            taken = executor.Dispatch(seen, plan);
        }

        var fault = await executor.ActAsync(seen, plan, ct);
        if (fault is null && plan.Steps is [PlacementStep.AddFinalizer or PlacementStep.RemoveFinalizer])
        {
            // The object has a new version; its change wakes the next round.
            return new ReconcileResult.Done();
        }

        // What was just handed over belongs to what is reported.
        await ReportAsync(seen with { Operations = operations.Look().Of(key) }, plan, fault, ct);
        return (fault, plan.NextLook) switch
        {
            ({ } failed, _) => new ReconcileResult.Retry(failed),
            _ when !taken => new ReconcileResult.After(SoonAgain),
            (null, { } later) => new ReconcileResult.After(later),
            _ => new ReconcileResult.Done(),
        };
    }

    private Task ReportAsync(PlacementObservation seen, PlacementPlan plan, Fault? fault, CancellationToken ct)
    {
        var current = seen.Placement.Status;
        var built = PlacementStatusBuilder.Build(seen, plan);
        var generation = seen.Placement.Metadata.Generation;
        return status.WriteAsync(seen.Placement, current, built with
        {
            ObservedGeneration = fault is null ? generation : current.ObservedGeneration,
            Conditions = ConditionSet.Next(current.Conditions, built.Conditions, generation, clock.GetUtcNow()),
        }, ct);
    }
}
