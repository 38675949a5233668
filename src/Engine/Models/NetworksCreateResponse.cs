using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>Reply of POST /networks/create.</summary>
public sealed record NetworksCreateResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init; } = "";

    public string? Warning { get; init; }
}
