using Mooring.Scheduling;

namespace Mooring.Operator.Placements;

/// <summary>Where a placement stands.</summary>
public enum PlacementPhase
{
    /// <summary>It is acted on.</summary>
    Active,

    /// <summary>Its spec is wrong; nothing is touched.</summary>
    Invalid,

    /// <summary>Engines have not been looked at yet, so nothing may be created.</summary>
    Looking,

    /// <summary>Its containers are being removed.</summary>
    Deleting,
}

/// <summary>What to do next, and what the plan found on the way, for the status.</summary>
/// <param name="Phase">Where the placement stands.</param>
/// <param name="Steps">In order; none means settled or waiting.</param>
/// <param name="Slots">The wanted slots, each with the container that fills it, if any.</param>
/// <param name="Refused">Why a wanted slot found no node; null when every slot has one.</param>
/// <param name="Waiting">What is waited for, in words; null when nothing is.</param>
/// <param name="NextLook">When to look again without an event.</param>
public sealed record PlacementPlan(
    PlacementPhase Phase,
    IReadOnlyList<PlacementStep> Steps,
    IReadOnlyList<SlotPlan> Slots,
    Decision? Refused = null,
    string? Waiting = null,
    TimeSpan? NextLook = null)
{
    /// <summary>Wanted number of containers.</summary>
    public int Desired => Slots.Count;
}

/// <summary>A wanted slot.</summary>
/// <param name="Slot">Its name.</param>
/// <param name="Container">What fills it; null when empty.</param>
/// <param name="Sight">What is known of the container's node.</param>
/// <param name="Current">Whether the container is of the wanted revision and on an allowed node.</param>
/// <param name="Available">Whether it has been ready for minReadySeconds.</param>
public sealed record SlotPlan(string Slot, PlacedContainer? Container, NodeSight Sight, bool Current, bool Available)
{
    /// <summary>Whether the container is ready and its node answers.</summary>
    public bool Ready => Container is { Ready: true } && Sight is NodeSight.Reachable;
}
