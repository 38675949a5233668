namespace Mooring.Api;

/// <summary>How an engine answers probes, kept coarse so that an idle host causes no writes.</summary>
/// <param name="Latency">
/// An upper bound of the time to an answer: <c>10ms</c>, <c>100ms</c>, <c>1s</c> or <c>10s</c>. It rises when an answer takes more than twice the
/// recorded bound and falls when one takes less than half of the next lower bound, so noise around a bound changes nothing.
/// </param>
/// <param name="ConsecutiveFailures">Failed probes in a row, at most <c>spec.probe.failureThreshold</c>; zero while healthy.</param>
public sealed record ProbeStatus(GoDuration? Latency = null, int ConsecutiveFailures = 0)
{
    private static readonly GoDuration[] Bounds =
    [
        GoDuration.FromTimeSpan(TimeSpan.FromMilliseconds(10)),
        GoDuration.FromTimeSpan(TimeSpan.FromMilliseconds(100)),
        GoDuration.FromSeconds(1),
        GoDuration.FromSeconds(10),
    ];

    /// <summary>The bound to record after an answer that took <paramref name="measured"/>, given the one recorded so far.</summary>
    public static GoDuration LatencyBound(TimeSpan measured, GoDuration? recorded)
    {
        var fits = Array.Find(Bounds, bound => measured <= bound.ToTimeSpan()) ?? Bounds[^1];
        if (recorded is null || fits == recorded)
        {
            return fits;
        }

        var lower = Array.FindLast(Bounds, bound => bound < recorded) ?? GoDuration.Zero;
        return measured > recorded.ToTimeSpan() * 2 || measured < lower.ToTimeSpan() / 2 ? fits : recorded;
    }
}
