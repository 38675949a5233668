using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Placing;

/// <summary>A chosen engine, with room held on it until <see cref="Placer.Release"/>.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="NodeId">Its ID in the scheduler's state.</param>
/// <param name="Key">Key of the reservation.</param>
/// <param name="Name">The container's name held with it; empty for none.</param>
public sealed record Placement(EngineView Engine, string NodeId, string Key, string Name);
