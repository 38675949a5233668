using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>Where on the host a container's port is published.</summary>
public sealed record PortBinding
{
    /// <summary>Host address; null or empty for all.</summary>
    [JsonPropertyName("HostIp")]
    public string? HostIP { get; init; }

    /// <summary>Host port as text; null, empty or 0 for one that the engine picks.</summary>
    public string? HostPort { get; init; }
}
