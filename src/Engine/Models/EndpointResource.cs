namespace Mooring.Engine.Models;

/// <summary>A container's end in a network inspection.</summary>
public sealed record EndpointResource
{
    public string? Name { get; init; }

    public string? EndpointID { get; init; }

    public string? MacAddress { get; init; }

    public string? IPv4Address { get; init; }

    public string? IPv6Address { get; init; }
}
