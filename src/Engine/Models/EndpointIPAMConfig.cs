namespace Mooring.Engine.Models;

/// <summary>Fixed addresses for an endpoint.</summary>
public sealed record EndpointIPAMConfig
{
    public string? IPv4Address { get; init; }

    public string? IPv6Address { get; init; }

    public IReadOnlyList<string>? LinkLocalIPs { get; init; }
}
