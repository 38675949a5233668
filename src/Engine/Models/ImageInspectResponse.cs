using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>Reply of GET /images/{name}/json.</summary>
public sealed record ImageInspectResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init; } = "";

    public IReadOnlyList<string> RepoTags { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> RepoDigests { get; init => field = value ?? []; } = [];

    public DateTimeOffset? Created { get; init; }

    public string? Architecture { get; init; }

    public string? Os { get; init; }

    public long Size { get; init; }

    public ContainerConfig? Config { get; init; }
}
