namespace Mooring.Engine.Models;

/// <summary>A volume.</summary>
public sealed record VolumeResponse
{
    public string Name { get; init; } = "";

    public string? Driver { get; init; }

    public string? Mountpoint { get; init; }

    /// <summary>RFC 3339 text, kept as the engine wrote it.</summary>
    public string? CreatedAt { get; init; }

    /// <summary><c>local</c> or <c>global</c>.</summary>
    public string? Scope { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }
}
