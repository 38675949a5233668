namespace Mooring.Swarm.Monitoring;

/// <summary>How engines are watched.</summary>
/// <param name="RefreshMin">Shortest time between two refreshes of an engine.</param>
/// <param name="RefreshMax">Longest time between two refreshes of an engine.</param>
/// <param name="FailureRetry">Failures in a row before an engine is unhealthy.</param>
public sealed record MonitorOptions(TimeSpan RefreshMin, TimeSpan RefreshMax, int FailureRetry)
{
    /// <summary>Shortest pause before an engine that cannot be reached is tried again.</summary>
    public TimeSpan ShortestRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause before an engine that cannot be reached is tried again.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How old an engine's description may grow before it is read again.</summary>
    public TimeSpan DescriptionAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long events of one container are gathered; a call that changed it looks at it by itself meanwhile.</summary>
    public TimeSpan EventPause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How many calls of one engine's refresh run at once.</summary>
    public int CallsAtOnce { get; init; } = 4;

    /// <summary>Difference of clocks that is worth a warning.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromSeconds(2);
}
