using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Views;

/// <summary>A volume and the engine that shows it.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Volume">The volume.</param>
public sealed record PlacedVolume(EngineView Engine, VolumeResponse Volume)
{
    /// <summary>True for the driver whose volumes exist on one engine only.</summary>
    public bool Local => Volume.Driver is null or "" or "local";

    /// <summary>Its name in lists.</summary>
    public string DisplayName => Local ? $"{Engine.Name}/{Volume.Name}" : Volume.Name;

    /// <summary>Whether a client's reference may mean it.</summary>
    public bool IsNamed(string reference) =>
        reference == Volume.Name || reference == $"{Engine.Name}/{Volume.Name}" || reference == $"{Engine.Id}/{Volume.Name}"
        || reference == $"{Engine.Info?.ID}/{Volume.Name}";
}
