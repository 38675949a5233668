using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>The body of an error reply.</summary>
public sealed record ErrorResponse
{
    [JsonPropertyName("message")]
    public string? Message { get; init; }
}
