namespace Mooring.Engine.Models;

/// <summary>Address management of a network.</summary>
public sealed record IPAM
{
    public string? Driver { get; init; }

    public IDictionary<string, string>? Options { get; init; }

    public IReadOnlyList<IPAMConfig>? Config { get; init; }
}
