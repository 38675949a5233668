namespace Mooring.Fleet;

/// <summary>When an engine counts as reachable; the words and meanings of a Kubernetes probe.</summary>
/// <param name="Interval">Time between two probes.</param>
/// <param name="Timeout">Longest wait for an answer.</param>
/// <param name="FailureThreshold">Failures in a row that make a healthy engine unhealthy.</param>
/// <param name="SuccessThreshold">Successes in a row that make an unhealthy engine healthy; the first ever needs only one.</param>
public sealed record ProbeOptions(TimeSpan Interval, TimeSpan Timeout, int FailureThreshold = 3, int SuccessThreshold = 2)
{
    /// <summary>Every 10 s, 3 s timeout, 3 failures, 2 successes.</summary>
    public static ProbeOptions Default { get; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(3));
}
