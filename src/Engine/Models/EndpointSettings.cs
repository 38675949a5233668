namespace Mooring.Engine.Models;

/// <summary>A container's attachment to a network, wished for (create, connect) or real (list, inspect).</summary>
public sealed record EndpointSettings
{
    public EndpointIPAMConfig? IPAMConfig { get; init; }

    public IReadOnlyList<string>? Links { get; init; }

    public IReadOnlyList<string>? Aliases { get; init; }

    public string? NetworkID { get; init; }

    public string? EndpointID { get; init; }

    public string? Gateway { get; init; }

    public string? IPAddress { get; init; }

    public int IPPrefixLen { get; init; }

    public string? GlobalIPv6Address { get; init; }

    public string? MacAddress { get; init; }

    public IReadOnlyDictionary<string, string>? DriverOpts { get; init; }
}
