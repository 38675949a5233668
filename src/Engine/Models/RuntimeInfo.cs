using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>An OCI runtime that the engine can use.</summary>
public sealed record RuntimeInfo
{
    [JsonPropertyName("path")]
    public string? Path { get; init; }
}
