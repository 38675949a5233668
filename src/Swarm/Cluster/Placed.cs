namespace Mooring.Swarm.Cluster;

/// <summary>A container and the engine it is on.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Container">The container.</param>
public sealed record Placed(EngineView Engine, ContainerEntry Container);
