using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>Reply of POST /containers/{id}/exec.</summary>
public sealed record ContainerExecCreateResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init; } = "";
}
