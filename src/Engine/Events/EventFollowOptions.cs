namespace Mooring.Engine.Events;

/// <summary>How an event stream is kept alive.</summary>
public sealed record EventFollowOptions
{
    /// <summary>Only these events, in the form of the list calls; null for all.</summary>
    public IDictionary<string, IDictionary<string, bool>>? Filters { get; init; }

    /// <summary>
    /// After this long without an event the engine is pinged; a ping that fails ends the connection. Null if somebody else watches the engine
    /// and restarts the stream.
    /// </summary>
    public TimeSpan? PingAfterSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause after the first loss; doubled with each further one in a row, with jitter.</summary>
    public TimeSpan ShortestBackoff { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest pause.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(10);
}
