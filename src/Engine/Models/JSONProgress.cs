using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>How far one layer is, in bytes.</summary>
public sealed record JSONProgress
{
    [JsonPropertyName("current")]
    public long Current { get; init; }

    [JsonPropertyName("total")]
    public long Total { get; init; }
}
