namespace Mooring.Operator.Placements;

/// <summary>Decides what a placement needs next. Pure: the same observation and time give the same plan.</summary>
public static class PlacementPlanner
{
    private static readonly TimeSpan LookingPause = TimeSpan.FromSeconds(5);

    /// <summary>Plans one round.</summary>
    public static PlacementPlan Plan(PlacementObservation seen, DateTimeOffset now)
    {
        if (seen.Deleting)
        {
            return PlanDeletion(seen, now);
        }

        if (!seen.Protected)
        {
            return new(PlacementPhase.Active, [new PlacementStep.AddFinalizer()], [], Waiting: "the finalizer is being added");
        }

        if (seen.Errors.Count > 0)
        {
            return new(PlacementPhase.Invalid, [], []);
        }

        var unseen = seen.Nodes.Where(node => node.Sight is NodeSight.Unseen).Select(node => node.Name).ToList();
        return unseen.Count > 0
            ? new(PlacementPhase.Looking, [], [], Waiting: $"waiting for a first look at {string.Join(", ", unseen)}", NextLook: LookingPause)
            : new PlacementRound(seen, now).Plan();
    }

    private static PlacementPlan PlanDeletion(PlacementObservation seen, DateTimeOffset now)
    {
        if (!seen.Protected)
        {
            return new(PlacementPhase.Deleting, [], []);
        }

        var steps = seen.Containers
            .Where(container => seen.NodeOf(container.Node)?.Sight is NodeSight.Reachable && !Busy(seen, container, now))
            .Select(PlacementStep (container) => new PlacementStep.Remove(container, "the placement is deleted"))
            .ToList();
        // A create that failed on the way may still be carried out by an engine that hangs.
        var away = seen.Nodes
            .Where(node => node.Sight is NodeSight.Unseen || (node.Sight is NodeSight.Unreachable
                && (seen.Containers.Any(container => container.Node == node.Name) || seen.Operations.Values.Any(operation => operation.Node == node.Name && operation.MayHaveCreated))))
            .Select(node => node.Name)
            .ToList();
        if (seen.Containers.Count == 0 && away.Count == 0 && !seen.Operations.Values.Any(operation => operation.Running))
        {
            return new(PlacementPhase.Deleting, [new PlacementStep.RemoveFinalizer()], []);
        }

        var waiting = away.Count > 0
            ? $"{seen.Containers.Count} containers left; {string.Join(", ", away)} does not answer: bring it back, or delete the DockerNode to leave its containers behind"
            : $"{seen.Containers.Count} containers left";
        var failed = seen.Operations.Where(operation => !operation.Value.Running && operation.Value.RetryAt > now).Select(operation => operation.Value).MinBy(operation => operation.RetryAt);
        return failed is null
            ? new(PlacementPhase.Deleting, steps, [], Waiting: waiting)
            : new(PlacementPhase.Deleting, steps, [], Waiting: $"{waiting}; on {failed.Node}: {failed.Fault!.Message}", NextLook: failed.RetryAt - now);
    }

    /// <summary>Failures that no plan will try again, by slot: what they were about has been settled otherwise.</summary>
    public static IEnumerable<string> Settled(PlacementObservation seen, PlacementPlan plan) => seen.Operations
        .Where(operation => !operation.Value.Running)
        .Where(operation => operation.Key.Contains('/', StringComparison.Ordinal)
            ? !seen.Containers.Any(container => container.RemovalSlot == operation.Key)
            : plan.Phase is PlacementPhase.Active && plan.Waiting is null && IsSettled(seen, plan, operation.Key, operation.Value))
        .Select(operation => operation.Key);

    private static bool IsSettled(PlacementObservation seen, PlacementPlan plan, string slot, OperationState failed) =>
        failed.Revision != seen.Revision
        || plan.Slots.FirstOrDefault(wanted => wanted.Slot == slot) is not { } wanted
        || (wanted.Current && wanted.Container is { State: "running" });

    private static bool Busy(PlacementObservation seen, PlacedContainer container, DateTimeOffset now) =>
        (seen.Operations.TryGetValue(container.Slot, out var slot) && slot.Running)
        || (seen.Operations.TryGetValue(container.RemovalSlot, out var removal) && (removal.Running || removal.RetryAt > now));
}
