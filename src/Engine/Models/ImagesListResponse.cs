using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>One entry of GET /images/json.</summary>
public sealed record ImagesListResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init; } = "";

    [JsonPropertyName("ParentId")]
    public string? ParentID { get; init; }

    public IReadOnlyList<string> RepoTags { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> RepoDigests { get; init => field = value ?? []; } = [];

    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset Created { get; init; }

    public long Size { get; init; }

    /// <summary>Gone since API 1.44.</summary>
    public long VirtualSize { get; init; }

    public long SharedSize { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Containers that use it; -1 if not counted.</summary>
    public long Containers { get; init; }
}
