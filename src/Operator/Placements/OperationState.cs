using Mooring.Kube.Client;
using Mooring.Kube.Reconciling;
using Mooring.Scheduling.Views;

namespace Mooring.Operator.Placements;

/// <summary>One slot of one placement: the place that one replica fills, on whichever node.</summary>
/// <param name="Placement">The placement.</param>
/// <param name="Slot">A number from 1 for replicated placements, the node's name for global ones.</param>
public readonly record struct SlotKey(ObjectKey Placement, string Slot)
{
    /// <summary>The key under which a slot's share of a node is reserved, and which its container carries on.</summary>
    public string Reservation => ReservationOf(Placement, Slot);

    /// <inheritdoc cref="Reservation"/>
    public static string ReservationOf(ObjectKey placement, string slot) => $"{placement}/{slot}";
}

/// <summary>Where a container operation is.</summary>
public enum OperationStep
{
    /// <summary>It waits for the engine's limit.</summary>
    Queued,

    /// <summary>The image is looked for on the engine.</summary>
    Checking,

    /// <summary>The image is being pulled.</summary>
    Pulling,

    /// <summary>The container is being created.</summary>
    Creating,

    /// <summary>The container is being started.</summary>
    Starting,

    /// <summary>The container is being stopped and removed.</summary>
    Removing,
}

/// <summary>What is known of the last operation of a slot.</summary>
/// <param name="Engine">The fleet's key of the engine it runs on.</param>
/// <param name="Node">Name of that engine's DockerNode.</param>
/// <param name="Revision">Revision it brings the slot to.</param>
/// <param name="Reservation">The share of the node that the container to be takes, so that nobody else is given it; null when none is made.</param>
/// <param name="Step">The step it is at, or failed at.</param>
/// <param name="Fault">Why it failed; null while it runs.</param>
/// <param name="Failures">How often it failed in a row for this revision.</param>
/// <param name="RetryAt">When it may be tried again.</param>
public sealed record OperationState(
    string Engine,
    string Node,
    string Revision,
    ContainerView? Reservation = null,
    OperationStep Step = OperationStep.Queued,
    Fault? Fault = null,
    int Failures = 0,
    DateTimeOffset RetryAt = default)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    /// <summary>Whether the operation has not ended yet.</summary>
    public bool Running => Fault is null;

    /// <summary>Whether its engine may have made a container although it did not say so.</summary>
    public bool MayHaveCreated => !Running && Step is OperationStep.Creating or OperationStep.Starting;

    /// <summary>The state after a failure: the delay doubles from one second to five minutes.</summary>
    public OperationState Fail(Fault fault, DateTimeOffset now)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(Failures, 20));
        return this with { Fault = fault, Failures = Failures + 1, RetryAt = now + (delay < LongestDelay ? delay : LongestDelay) };
    }
}
