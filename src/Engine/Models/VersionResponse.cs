using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>Reply of GET /version.</summary>
public sealed record VersionResponse
{
    /// <summary>Version of the engine, such as <c>28.5.2</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>Highest API version it speaks.</summary>
    [JsonPropertyName("ApiVersion")]
    public string? APIVersion { get; init; }

    /// <summary>Lowest API version it accepts.</summary>
    public string? MinAPIVersion { get; init; }

    public string? GitCommit { get; init; }

    public string? GoVersion { get; init; }

    public string? Os { get; init; }

    public string? Arch { get; init; }

    public string? KernelVersion { get; init; }

    public bool Experimental { get; init; }

    public string? BuildTime { get; init; }
}
