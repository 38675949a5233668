namespace Mooring.Kube.Reconciling;

/// <summary>How a controller works.</summary>
/// <param name="Workers">Objects under work at once, 1 or more.</param>
public sealed record ControllerOptions(int Workers = 4)
{
    /// <summary>The longest a single reconcile may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Wait after the first failure; doubles from there.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait after failures.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(5);
}
