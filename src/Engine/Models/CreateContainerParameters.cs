using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>Body and query of POST /containers/create.</summary>
public sealed record CreateContainerParameters : ContainerConfig
{
    /// <summary>Container name without slash; null for a generated one.</summary>
    [JsonIgnore]
    public string? Name { get; init; }

    /// <summary><c>os[/arch[/variant]]</c>; null for the engine's own.</summary>
    [JsonIgnore]
    public string? Platform { get; init; }

    public HostConfig? HostConfig { get; init; }

    public NetworkingConfig? NetworkingConfig { get; init; }
}
