using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>One entry of GET /containers/json.</summary>
public sealed record ContainerListResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init; } = "";

    /// <summary>Names with a leading slash; links add more.</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    /// <summary>The reference that the container was made from, or an image ID if that tag has moved on.</summary>
    public string Image { get; init => field = value ?? ""; } = "";

    public string ImageID { get; init => field = value ?? ""; } = "";

    public string Command { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset Created { get; init; }

    public IReadOnlyList<Port> Ports { get; init => field = value ?? []; } = [];

    public long SizeRw { get; init; }

    public long SizeRootFs { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary><c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>removing</c>, <c>exited</c> or <c>dead</c>.</summary>
    public string State { get; init => field = value ?? ""; } = "";

    /// <summary>State in words, such as <c>Up 5 minutes (healthy)</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    public SummaryHostConfig? HostConfig { get; init; }

    public SummaryNetworkSettings? NetworkSettings { get; init; }

    public IReadOnlyList<MountPoint> Mounts { get; init => field = value ?? []; } = [];
}
