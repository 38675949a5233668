using System.ComponentModel.DataAnnotations;

namespace Mooring.Fleet;

/// <summary>How the fleet keeps its cache; one section for all engines.</summary>
public sealed class FleetOptions
{
    public const string Section = "Fleet";

    /// <summary>Shortest time between two full lists of an engine whose event stream is open; the events keep the cache, the list is a safeguard.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RefreshMinInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time between two full lists; each wait is drawn between the two.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RefreshMaxInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How often version and info are read again; also after each reconnect and reload of the engine.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan InfoInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for a connection.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest duration of one call, streams excepted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:30:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause before a failed refresh or a lost event stream is tried again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan LongestBackoff { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Containers of one engine that are inspected at once.</summary>
    [Range(1, 64)]
    public int InspectsPerEngine { get; set; } = 4;

    /// <summary>Events that a reader of <see cref="EngineFleet.EventsAsync"/> may leave unread before it is cut off.</summary>
    [Range(1, 1_000_000)]
    public int UnreadEvents { get; set; } = 10_000;
}
