namespace Mooring.Engine.Models;

/// <summary>Body of POST /networks/create.</summary>
public sealed record NetworksCreateParameters
{
    public required string Name { get; init; }

    /// <summary>Engines before 28 allow two networks of one name unless this is set.</summary>
    public bool CheckDuplicate { get; init; } = true;

    public string? Driver { get; init; }

    public string? Scope { get; init; }

    public bool? EnableIPv6 { get; init; }

    public IPAM? IPAM { get; init; }

    public bool? Internal { get; init; }

    public bool? Attachable { get; init; }

    public bool? Ingress { get; init; }

    public IDictionary<string, string>? Options { get; init; }

    public IDictionary<string, string>? Labels { get; init; }
}
