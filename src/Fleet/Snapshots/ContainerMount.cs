namespace Mooring.Fleet.Snapshots;

/// <summary>A mount of a container.</summary>
public readonly record struct ContainerMount(string Type, string Name, string Source, string Destination, string Driver, string Mode, bool ReadWrite, string Propagation);
