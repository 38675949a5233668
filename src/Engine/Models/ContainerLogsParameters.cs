namespace Mooring.Engine.Models;

/// <summary>Query of GET /containers/{id}/logs.</summary>
public sealed record ContainerLogsParameters
{
    public bool ShowStdout { get; init; }

    public bool ShowStderr { get; init; }

    /// <summary>Unix time in seconds, with an optional fraction.</summary>
    public string? Since { get; init; }

    /// <summary>Unix time in seconds, with an optional fraction.</summary>
    public string? Until { get; init; }

    public bool Timestamps { get; init; }

    /// <summary>Stay connected and send what comes.</summary>
    public bool Follow { get; init; }

    /// <summary>How many lines from the end; null or <c>all</c> for all.</summary>
    public string? Tail { get; init; }
}
