namespace Mooring.Engine.Models;

/// <summary>Driver of a volume that is made on first use.</summary>
public sealed record VolumeDriverConfig
{
    public string? Name { get; init; }

    public IDictionary<string, string>? Options { get; init; }
}
