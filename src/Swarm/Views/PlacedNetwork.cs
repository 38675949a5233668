using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Views;

/// <summary>A network and an engine that has it.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Network">The network as that engine shows it.</param>
public sealed record PlacedNetwork(EngineView Engine, NetworkResponse Network)
{
    /// <summary>True when it exists on that engine only.</summary>
    public bool Local => (Network.Scope ?? "local") == "local";

    /// <summary>Its name in lists: with the engine's name unless the network spans engines.</summary>
    public string DisplayName => Local ? $"{Engine.Name}/{Network.Name}" : Network.Name;

    /// <summary>Whether a client's reference may mean it.</summary>
    public bool IsNamed(string reference) =>
        reference == Network.Name || reference == $"{Engine.Name}/{Network.Name}" || reference == $"{Engine.Id}/{Network.Name}"
        || reference == $"{Engine.Info?.ID}/{Network.Name}";
}
