using Mooring.Scheduling.Views;

namespace Mooring.Operator.Placements;

/// <summary>What this process knows of a node's engine.</summary>
public enum NodeSight
{
    /// <summary>Neither seen nor given up yet: it may hold containers that nobody has listed.</summary>
    Unseen,

    /// <summary>Its containers are known and it takes orders.</summary>
    Reachable,

    /// <summary>It does not answer; what is known of it is the past.</summary>
    Unreachable,
}

/// <summary>A DockerNode as the planner sees it.</summary>
/// <param name="Name">Name of the DockerNode.</param>
/// <param name="Candidate">Whether clusterRef or nodeSelector of the placement picks it.</param>
/// <param name="Sight">What is known of its engine.</param>
/// <param name="View">What the scheduler sees: labels, room, containers, images, and what running operations have reserved.</param>
/// <param name="UnreachableSince">When it stopped answering; null while it answers.</param>
public sealed record PlacementNode(string Name, bool Candidate, NodeSight Sight, NodeView View, DateTimeOffset? UnreachableSince = null);
