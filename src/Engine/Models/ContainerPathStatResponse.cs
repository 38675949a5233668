using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>What is at a path in a container.</summary>
public sealed record ContainerPathStatResponse
{
    [JsonPropertyName("name")]
    public string Name { get; init; } = "";

    [JsonPropertyName("size")]
    public long Size { get; init; }

    /// <summary>Go's file mode bits.</summary>
    [JsonPropertyName("mode")]
    public uint Mode { get; init; }

    [JsonPropertyName("mtime")]
    public DateTimeOffset? Mtime { get; init; }

    [JsonPropertyName("linkTarget")]
    public string? LinkTarget { get; init; }
}
