using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>One line of a progress stream: pull, push, load, build.</summary>
public sealed record JSONMessage
{
    [JsonPropertyName("id")]
    public string? ID { get; init; }

    [JsonPropertyName("status")]
    public string? Status { get; init; }

    [JsonPropertyName("stream")]
    public string? Stream { get; init; }

    [JsonPropertyName("progress")]
    public string? ProgressMessage { get; init; }

    [JsonPropertyName("progressDetail")]
    public JSONProgress? Progress { get; init; }

    [JsonPropertyName("error")]
    public string? ErrorMessage { get; init; }

    [JsonPropertyName("errorDetail")]
    public JSONError? Error { get; init; }
}
