namespace Mooring.Engine.Models;

/// <summary>Options of a volume mount.</summary>
public sealed record VolumeOptions
{
    public bool? NoCopy { get; init; }

    public IDictionary<string, string>? Labels { get; init; }

    public VolumeDriverConfig? DriverConfig { get; init; }

    /// <summary>Path inside the volume; needs API 1.45.</summary>
    public string? Subpath { get; init; }
}
