namespace Mooring.Fleet.Snapshots;

/// <summary>A container port and where it is published.</summary>
/// <param name="ContainerPort">Port inside.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="HostIP">Host address; empty for all, or if not published.</param>
/// <param name="HostPort">Host port or range as text; empty if not published or left to the engine.</param>
public readonly record struct PublishedPort(int ContainerPort, string Protocol, string HostIP, string HostPort);
