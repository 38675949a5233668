namespace Mooring.Engine.Models;

/// <summary>One subnet of a network.</summary>
public sealed record IPAMConfig
{
    public string? Subnet { get; init; }

    public string? IPRange { get; init; }

    public string? Gateway { get; init; }
}
