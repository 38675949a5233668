using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>Which containers are wanted, and where.</summary>
/// <param name="Template">The container. A change makes a new revision.</param>
/// <param name="ClusterRef">Only hosts of this Cluster.</param>
/// <param name="NodeSelector">
/// Only DockerNodes whose own labels match. With neither this nor <c>clusterRef</c> every host of the namespace may be used; with both, a host must satisfy both.
/// </param>
/// <param name="Mode">Whether there is a fixed number or one on every fitting host.</param>
/// <param name="Replicas">With mode Replicated: how many containers. What <c>kubectl scale</c> sets.</param>
/// <param name="Strategy">Which of the fitting hosts is preferred.</param>
/// <param name="Constraints">
/// What a host must be, all of them: <c>zone==external</c>, <c>status!=master</c>, <c>name==web*</c>, <c>kernelversion==/6\..*/</c>; with <c>~</c> before the value a
/// wish instead of a must: <c>zone==~a</c>. Keys are <c>node</c>, <c>name</c>, engine facts and labels.
/// </param>
/// <param name="Affinities">
/// What else must be on a host: <c>container==db*</c>, <c>image==redis</c>, or a label of a container, <c>tier!=backend</c>. Same operators as constraints.
/// </param>
/// <param name="Update">How a changed template is rolled out.</param>
/// <param name="Reschedule">What happens when a host is lost.</param>
/// <param name="Paused">When true, changes of the template are not rolled out; the number of containers is still kept, and what ends is put right.</param>
/// <param name="RevisionHistoryLimit">How many old revisions are kept for going back.</param>
public sealed record PlacementSpec(
    ContainerTemplate Template,
    LocalObjectReference? ClusterRef = null,
    LabelSelector? NodeSelector = null,
    PlacementMode Mode = PlacementMode.Replicated,
    [Minimum(0), Maximum(100_000)] int Replicas = 1,
    PlacementStrategy Strategy = PlacementStrategy.Spread,
    [Items(0, 64), ItemLength(4, 1024)] IReadOnlyList<string>? Constraints = null,
    [Items(0, 64), ItemLength(4, 1024)] IReadOnlyList<string>? Affinities = null,
    UpdateSpec? Update = null,
    RescheduleSpec? Reschedule = null,
    bool Paused = false,
    [Minimum(0), Maximum(100)] int RevisionHistoryLimit = 10)
{
    public IReadOnlyList<string> Constraints { get; init; } = Constraints ?? [];
    public IReadOnlyList<string> Affinities { get; init; } = Affinities ?? [];
    public UpdateSpec Update { get; init; } = Update ?? new();
    public RescheduleSpec Reschedule { get; init; } = Reschedule ?? new();
}

/// <summary>How the number of containers is found.</summary>
public enum PlacementMode
{
    /// <summary><c>replicas</c> containers, on the hosts that the strategy prefers.</summary>
    Replicated,

    /// <summary>One container on every fitting host.</summary>
    Global,
}

/// <summary>Which of the fitting hosts is preferred.</summary>
public enum PlacementStrategy
{
    /// <summary>The least loaded.</summary>
    Spread,

    /// <summary>The most loaded that still has room.</summary>
    BinPack,

    /// <summary>Any.</summary>
    Random,
}

/// <summary>How a changed template is rolled out.</summary>
/// <param name="MaxUnavailable">How many of the wanted containers may be missing meanwhile, as a number or a percentage rounded down.</param>
/// <param name="MaxSurge">With order StartFirst: how many containers there may be beyond the wanted number, as a number or a percentage rounded up.</param>
/// <param name="MinReadySeconds">Seconds a new container must stay ready to count as available.</param>
/// <param name="Order">Whether the old container goes before the new one comes. A host port that both need forces StopFirst on that host.</param>
/// <param name="FailureAction">What happens when a rollout does not get on in time.</param>
/// <param name="ProgressDeadlineSeconds">Seconds without progress after which a rollout has failed; more than <c>minReadySeconds</c>.</param>
[CelRule(
    "self.order != 'StopFirst' || (type(self.maxUnavailable) == int ? self.maxUnavailable != 0 : self.maxUnavailable != '0%' && self.maxUnavailable != '00%')",
    Rules.UpdateStopFirst)]
[CelRule(
    "self.order != 'StartFirst' || (type(self.maxSurge) == int ? self.maxSurge != 0 : self.maxSurge != '0%' && self.maxSurge != '00%')",
    Rules.UpdateStartFirst)]
[CelRule("self.progressDeadlineSeconds > self.minReadySeconds", Rules.UpdateDeadline)]
public sealed record UpdateSpec(
    [Minimum(0), Pattern(Syntax.Percent)] IntOrString? MaxUnavailable = null,
    [Minimum(0), Pattern(Syntax.Percent)] IntOrString? MaxSurge = null,
    [Minimum(0), Maximum(86_400)] int MinReadySeconds = 0,
    UpdateOrder Order = UpdateOrder.StopFirst,
    UpdateFailureAction FailureAction = UpdateFailureAction.Pause,
    [Minimum(1), Maximum(604_800)] int ProgressDeadlineSeconds = 600)
{
    public IntOrString MaxUnavailable { get; init; } = MaxUnavailable ?? 1;
    public IntOrString MaxSurge { get; init; } = MaxSurge ?? 1;
}

/// <summary>Which container is there first.</summary>
public enum UpdateOrder
{
    /// <summary>The old one stops, then the new one starts.</summary>
    StopFirst,

    /// <summary>The new one starts and is ready, then the old one stops.</summary>
    StartFirst,
}

/// <summary>What happens when a rollout does not get on in time.</summary>
public enum UpdateFailureAction
{
    /// <summary>It stops where it is.</summary>
    Pause,

    /// <summary>The previous revision is rolled out again.</summary>
    Rollback,
}

/// <summary>What happens to containers on a host that is lost.</summary>
/// <param name="Policy">Whether they are started elsewhere.</param>
/// <param name="After">With policy OnNodeFailure: how long the host must have been unreachable, at least 1s.</param>
public sealed record RescheduleSpec(ReschedulePolicy Policy = ReschedulePolicy.OnNodeFailure, GoDuration? After = null)
{
    public GoDuration After { get; init; } = After ?? GoDuration.FromMinutes(5);
}

/// <summary>Whether containers of a lost host are started elsewhere.</summary>
public enum ReschedulePolicy
{
    /// <summary>They wait for the host to return.</summary>
    Never,

    /// <summary>They are started on another fitting host; when the lost one returns, its copy is removed.</summary>
    OnNodeFailure,
}
