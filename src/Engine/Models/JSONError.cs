using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>Failure inside a progress stream.</summary>
public sealed record JSONError
{
    [JsonPropertyName("code")]
    public int Code { get; init; }

    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
