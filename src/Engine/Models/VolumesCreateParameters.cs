namespace Mooring.Engine.Models;

/// <summary>Body of POST /volumes/create.</summary>
public sealed record VolumesCreateParameters
{
    /// <summary>Null for a generated name.</summary>
    public string? Name { get; init; }

    public string? Driver { get; init; }

    public IDictionary<string, string>? DriverOpts { get; init; }

    public IDictionary<string, string>? Labels { get; init; }
}
