using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>Reply of POST /containers/create.</summary>
public sealed record CreateContainerResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init; } = "";

    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];
}
