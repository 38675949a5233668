using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>One event of an engine.</summary>
public sealed record Message
{
    /// <summary><c>container</c>, <c>image</c>, <c>network</c>, <c>volume</c>, <c>daemon</c>, <c>plugin</c>, …</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>What happened: <c>die</c>, <c>health_status: healthy</c>, <c>exec_start: sh</c>, …</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    public Actor Actor { get; init => field = value ?? new(); } = new();

    [JsonPropertyName("scope")]
    public string? Scope { get; init; }

    /// <summary>Unix time in seconds on the engine's clock.</summary>
    [JsonPropertyName("time")]
    public long Time { get; init; }

    /// <summary>Unix time in nanoseconds on the engine's clock.</summary>
    [JsonPropertyName("timeNano")]
    public long TimeNano { get; init; }

    /// <summary>Older form of <see cref="Action"/>; containers and images only, gone in API 1.52.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; init; }

    /// <summary>Older form of the actor's ID.</summary>
    [JsonPropertyName("id")]
    public string? ID { get; init; }

    /// <summary>Older form of the attribute <c>image</c>.</summary>
    [JsonPropertyName("from")]
    public string? From { get; init; }
}
