namespace Mooring.Engine.Models;

/// <summary>Query of GET /events.</summary>
public sealed record EventsParameters
{
    /// <summary>Unix time in seconds with an optional fraction; events since then that the engine still holds (256 at most) come first.</summary>
    public string? Since { get; init; }

    /// <summary>Unix time in seconds at which the stream ends.</summary>
    public string? Until { get; init; }

    public IDictionary<string, IDictionary<string, bool>>? Filters { get; init; }
}
