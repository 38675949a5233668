using Mooring.Api;

namespace Mooring.Operator.Placements;

/// <summary>Turns an observation and its plan into a status. Pure; holds nothing that changes while all is well.</summary>
public static class PlacementStatusBuilder
{
    private const int CrashingFrom = 2;

    /// <summary>The status without transition times, which the writer fills in from the last one.</summary>
    public static PlacementStatus Build(PlacementObservation seen, PlacementPlan plan)
    {
        var old = seen.Placement.Status;
        if (plan.Phase is PlacementPhase.Looking or PlacementPhase.Invalid)
        {
            // Nothing was counted, so the counts stay what they were.
            return old with { Conditions = ConditionsOf(seen, plan) };
        }

        var filled = plan.Slots.Where(slot => slot.Container is not null).ToList();
        var available = plan.Slots.Count(slot => slot.Available);
        return new(
            old.ObservedGeneration,
            plan.Desired,
            seen.Containers.Count,
            plan.Slots.Count(slot => slot.Ready),
            filled.Count(slot => slot.Current),
            available,
            plan.Desired - available,
            $"{MooringLabels.Placement}={seen.Placement.Metadata.Name}",
            seen.Revision,
            ContainersOf(seen, plan),
            ConditionsOf(seen, plan));
    }

    private static List<ContainerStatus> ContainersOf(PlacementObservation seen, PlacementPlan plan)
    {
        var pending = seen.Operations
            .Where(operation => operation.Value.Running && !operation.Key.Contains('/', StringComparison.Ordinal) && !seen.Containers.Any(container => container.Slot == operation.Key || container.RemovalSlot == operation.Key))
            .Select(operation => new ContainerStatus(
                operation.Value.Node,
                ContainerRequest.NameOf(seen.Placement, operation.Key),
                State: operation.Value.Step is OperationStep.Pulling ? ContainerState.Pulling : ContainerState.Pending,
                Revision: operation.Value.Revision));
        return [.. seen.Containers
            .Select(container => new ContainerStatus(
                container.Node,
                container.Name,
                container.Id,
                seen.NodeOf(container.Node)?.Sight is NodeSight.Reachable ? StateOf(container) : ContainerState.Unknown,
                HealthOf(container),
                container.Ip,
                container.Ports,
                container.Revision,
                container.Image,
                container.RestartCount + seen.Restarts.GetValueOrDefault(container.Slot),
                LastExitOf(seen, container),
                MessageOf(seen, plan, container)))
            .Concat(pending)
            .OrderBy(container => container.Node, StringComparer.Ordinal)
            .ThenBy(container => container.Name, StringComparer.Ordinal)];
    }

    /// <summary>An engine forgets the exit code when the container runs again, so it is kept from when it was seen.</summary>
    private static ContainerExit? LastExitOf(PlacementObservation seen, PlacedContainer container) => container switch
    {
        { State: "exited" or "dead", FinishedAt: { } end } => new(container.ExitCode, end),
        _ => seen.Placement.Status.Containers.FirstOrDefault(reported => reported.Id == container.Id)?.LastExit,
    };

    private static string? MessageOf(PlacementObservation seen, PlacementPlan plan, PlacedContainer container) =>
        seen.NodeOf(container.Node)?.Sight is NodeSight.Reachable
            ? Failures(seen, plan).FirstOrDefault(failure => failure.Key == container.Slot || failure.Key == container.RemovalSlot).Value?.Fault?.Message
            : $"{container.Node} does not answer; this is its last known state";

    /// <summary>What failed and still stands in the way: for a wanted replica that is not as it should be, or for a container that is to go.</summary>
    private static IEnumerable<KeyValuePair<string, OperationState>> Failures(PlacementObservation seen, PlacementPlan plan) => seen.Operations
        .Where(operation => !operation.Value.Running
            && (plan.Slots.Any(slot => slot.Slot == operation.Key && operation.Value.Revision == seen.Revision && slot is not { Current: true, Available: true })
                || seen.Containers.Any(container => container.RemovalSlot == operation.Key)))
        .OrderBy(operation => operation.Key, StringComparer.Ordinal);

    private static ContainerState StateOf(PlacedContainer container) =>
        Enum.TryParse<ContainerState>(container.State, ignoreCase: true, out var state) ? state : ContainerState.Unknown;

    private static ContainerHealth HealthOf(PlacedContainer container) =>
        Enum.TryParse<ContainerHealth>(container.Health, ignoreCase: true, out var health) ? health : ContainerHealth.None;

    private static List<V1Condition> ConditionsOf(PlacementObservation seen, PlacementPlan plan)
    {
        var scheduled = Scheduled(seen, plan);
        var progressing = Progressing(seen, plan);
        var available = Available(seen, plan);
        var ready = Ready(seen, plan, scheduled, progressing, available);
        List<V1Condition> conditions = [scheduled, progressing, available, ready];
        if (plan.Phase is PlacementPhase.Invalid)
        {
            conditions.Add(ready with { Type = ConditionTypes.Stalled, Status = ConditionStatus.True });
        }
        else if (ready.Status != ConditionStatus.True)
        {
            conditions.Add(new(ConditionTypes.Reconciling, ConditionStatus.True, plan.Phase is PlacementPhase.Deleting ? Reasons.Deleting : Reasons.InProgress, ready.Message));
        }

        return conditions;
    }

    private static V1Condition Scheduled(PlacementObservation seen, PlacementPlan plan)
    {
        V1Condition Is(string status, string reason, string message) => new(ConditionTypes.Scheduled, status, reason, message);
        return plan switch
        {
            { Phase: PlacementPhase.Invalid } => Is(ConditionStatus.Unknown, Reasons.Invalid, ErrorsOf(seen)),
            { Waiting: { } waiting } => Is(ConditionStatus.Unknown, Reasons.Pending, waiting),
            { Desired: > 0 } when !seen.Nodes.Any(node => node.Candidate) => Is(ConditionStatus.False, Reasons.NoNodes, NoNodesMessage(seen.Placement)),
            { Refused: { } refused } => Is(ConditionStatus.False, Reasons.Unschedulable, refused.Sentence),
            _ => Is(ConditionStatus.True, Reasons.Scheduled, $"every one of {plan.Desired} replicas has a node"),
        };
    }

    private static V1Condition Progressing(PlacementObservation seen, PlacementPlan plan)
    {
        V1Condition Is(string status, string reason, string message) => new(ConditionTypes.Progressing, status, reason, message);
        if (plan.Phase is not PlacementPhase.Active || plan.Waiting is not null)
        {
            return Is(ConditionStatus.Unknown, Reasons.Pending, plan.Waiting ?? "nothing is changed while the spec is invalid");
        }

        if (Failures(seen, plan).Select(failure => failure.Value).FirstOrDefault() is { } failed)
        {
            var reason = FailureReasons.Of(failed);
            var what = reason is Reasons.ImagePullFailed ? $"image {seen.Placement.Spec.Template.Image}: " : "";
            return Is(ConditionStatus.False, reason, $"on {failed.Node}: {what}{failed.Fault!.Message} (failed {failed.Failures} times, is tried again)");
        }

        if (plan.Slots.FirstOrDefault(slot => slot is { Container.State: "exited" or "restarting" } && seen.Restarts.GetValueOrDefault(slot.Slot) >= CrashingFrom)?.Container is { } crashing)
        {
            return Is(ConditionStatus.False, Reasons.Crashing,
                $"{crashing.Name} on {crashing.Node} ended {seen.Restarts[crashing.Slot]} times soon after its start, last with exit code {crashing.ExitCode}; see docker logs {crashing.Name} there");
        }

        var current = plan.Slots.Count(slot => slot is { Current: true, Container: not null });
        if (current < plan.Desired && seen.Placement.Spec.Paused)
        {
            return Is(ConditionStatus.Unknown, Reasons.Paused, $"{current} of {plan.Desired} replicas are up to date; the rollout is paused by spec.paused");
        }

        var available = plan.Slots.Count(slot => slot is { Current: true, Available: true });
        return available < plan.Desired || seen.Operations.Values.Any(operation => operation.Running) || seen.Containers.Count > plan.Desired
            ? Is(ConditionStatus.True, Reasons.RollingOut, $"{current} of {plan.Desired} replicas are up to date, {available} of them available")
            : Is(ConditionStatus.True, Reasons.Complete, $"{plan.Desired} of {plan.Desired} replicas are up to date");
    }

    private static V1Condition Available(PlacementObservation seen, PlacementPlan plan)
    {
        if (plan.Phase is PlacementPhase.Looking or PlacementPhase.Invalid)
        {
            return seen.Placement.Status.Conditions.FirstOrDefault(condition => condition.Type == ConditionTypes.Available)
                ?? new(ConditionTypes.Available, ConditionStatus.Unknown, Reasons.Pending, "nothing has been counted yet");
        }

        var available = plan.Slots.Count(slot => slot.Available);
        var wanted = plan.Desired - seen.Placement.Spec.Update.MaxUnavailable.Of(plan.Desired, roundUp: false);
        var message = $"{available} of {plan.Desired} replicas are available";
        return available >= wanted && (available > 0 || plan.Desired == 0)
            ? new(ConditionTypes.Available, ConditionStatus.True, Reasons.MinimumReplicasAvailable, message)
            : new(ConditionTypes.Available, ConditionStatus.False, Reasons.MinimumReplicasUnavailable, message);
    }

    private static V1Condition Ready(PlacementObservation seen, PlacementPlan plan, V1Condition scheduled, V1Condition progressing, V1Condition available)
    {
        V1Condition Is(string status, string reason, string message) => new(ConditionTypes.Ready, status, reason, message);
        var lost = plan.Slots.Where(slot => slot is { Container: not null, Sight: not NodeSight.Reachable }).Select(slot => slot.Container!.Node).Distinct().ToList();
        return plan switch
        {
            { Phase: PlacementPhase.Invalid } => Is(ConditionStatus.False, Reasons.Invalid, ErrorsOf(seen)),
            { Phase: PlacementPhase.Deleting } => Is(ConditionStatus.False, Reasons.Deleting, plan.Waiting ?? "all containers are gone"),
            { Waiting: { } waiting } => Is(ConditionStatus.Unknown, Reasons.Pending, waiting),
            _ when scheduled.Status != ConditionStatus.True => Is(ConditionStatus.False, scheduled.Reason, scheduled.Message),
            _ when lost.Count > 0 => Is(ConditionStatus.False, Reasons.NodeUnreachable, $"{string.Join(", ", lost)} does not answer; {available.Message}"),
            _ when progressing is { Status: ConditionStatus.True, Reason: Reasons.Complete } => Is(ConditionStatus.True, Reasons.Ready, $"{plan.Desired} of {plan.Desired} replicas are ready"),
            _ when progressing.Status != ConditionStatus.True => Is(ConditionStatus.False, progressing.Reason, progressing.Message),
            _ => Is(ConditionStatus.False, Reasons.InProgress, progressing.Message),
        };
    }

    private static string ErrorsOf(PlacementObservation seen) => string.Join("; ", seen.Errors);

    private static string NoNodesMessage(Placement placement) => placement.Spec switch
    {
        { ClusterRef.Name: var cluster } => $"no DockerNode belongs to Cluster {cluster} of spec.clusterRef; set clusterRef on DockerNodes, or correct the name",
        { NodeSelector: not null } => "spec.nodeSelector picks no DockerNode of this namespace; label DockerNodes, or correct the selector",
        _ => "there is no DockerNode in this namespace; create one",
    };
}
