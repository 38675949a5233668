namespace Mooring.Fleet.Snapshots;

/// <summary>A container's end in a network.</summary>
/// <param name="Name">Network name.</param>
/// <param name="NetworkID">Network ID; may be empty for one that never started.</param>
/// <param name="IPAddress">IPv4 address; empty while it does not run.</param>
/// <param name="IPv6Address">IPv6 address; empty if none.</param>
/// <param name="MacAddress">Empty while it does not run.</param>
/// <param name="EndpointID">Empty while it does not run.</param>
public readonly record struct ContainerNetwork(string Name, string NetworkID, string IPAddress, string IPv6Address, string MacAddress, string EndpointID);
