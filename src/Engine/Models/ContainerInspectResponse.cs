using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>Reply of GET /containers/{id}/json.</summary>
public sealed record ContainerInspectResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init; } = "";

    public DateTimeOffset? Created { get; init; }

    public string? Path { get; init; }

    public IReadOnlyList<string> Args { get; init => field = value ?? []; } = [];

    public ContainerState State { get; init => field = value ?? new(); } = new();

    /// <summary>ID of the image.</summary>
    public string Image { get; init => field = value ?? ""; } = "";

    /// <summary>Name with a leading slash.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    public long RestartCount { get; init; }

    public string? Driver { get; init; }

    public string? Platform { get; init; }

    public string? LogPath { get; init; }

    /// <summary>Exec instances that run; null if none.</summary>
    public IReadOnlyList<string>? ExecIDs { get; init; }

    public HostConfig HostConfig { get; init => field = value ?? new(); } = new();

    public IReadOnlyList<MountPoint> Mounts { get; init => field = value ?? []; } = [];

    public ContainerConfig Config { get; init => field = value ?? new(); } = new();

    public NetworkSettings NetworkSettings { get; init => field = value ?? new(); } = new();
}
