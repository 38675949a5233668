namespace Mooring.Operator.Placements;

/// <summary>Decides what a placement needs next. Pure: the same observation and time give the same plan.</summary>
public static class PlacementPlanner
{
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
            ? new(PlacementPhase.Looking, [], [], Waiting: $"waiting for a first look at {string.Join(", ", unseen)}")
            : new PlacementRound(seen, now).Plan();
    }

    private static PlacementPlan PlanDeletion(PlacementObservation seen, DateTimeOffset now)
    {
        if (!seen.Protected)
        {
            return new(PlacementPhase.Deleting, [], []);
        }

        DateTimeOffset? RetryOf(PlacedContainer container) => seen.Operations.GetValueOrDefault(container.RemovalSlot) is { Running: false } failed ? failed.RetryAt : null;
        var steps = seen.Containers
            .Where(container => seen.NodeOf(container.Node)?.Sight is NodeSight.Reachable && !Busy(seen, container) && !(RetryOf(container) > now))
            .Select(PlacementStep (container) => new PlacementStep.Remove(container, "the placement is deleted"))
            .ToList();
        var away = seen.Nodes
            .Where(node => node.Sight is NodeSight.Unseen || (node.Sight is NodeSight.Unreachable && seen.Containers.Any(container => container.Node == node.Name)))
            .Select(node => node.Name)
            .ToList();
        if (seen.Containers.Count == 0 && away.Count == 0 && !seen.Operations.Values.Any(operation => operation.Running))
        {
            return new(PlacementPhase.Deleting, [new PlacementStep.RemoveFinalizer()], []);
        }

        var waiting = away.Count > 0
            ? $"{seen.Containers.Count} containers left; {string.Join(", ", away)} does not answer: bring it back, or delete the DockerNode to leave its containers behind"
            : $"{seen.Containers.Count} containers left";
        return new(PlacementPhase.Deleting, steps, [], Waiting: waiting, NextLook: seen.Containers.Min(RetryOf) is { } retry && retry > now ? retry - now : null);
    }

    private static bool Busy(PlacementObservation seen, PlacedContainer container) =>
        (seen.Operations.TryGetValue(container.Slot, out var slot) && slot.Running)
        || (seen.Operations.TryGetValue(container.RemovalSlot, out var removal) && removal.Running);
}
