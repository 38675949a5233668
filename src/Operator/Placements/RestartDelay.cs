namespace Mooring.Operator.Placements;

/// <summary>How long a container that ended stays down: not at all at first, then ten seconds doubling to five minutes while its runs stay short.</summary>
public static class RestartDelay
{
    /// <summary>A run of at least this length clears the count.</summary>
    public static readonly TimeSpan ShortRun = TimeSpan.FromSeconds(10);

    private const int Free = 2;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>The wait, counted from the end of the last run.</summary>
    /// <param name="restarts">Restarts in a row after short runs.</param>
    public static TimeSpan After(int restarts)
    {
        if (restarts < Free)
        {
            return TimeSpan.Zero;
        }

        var delay = First * Math.Pow(2, Math.Min(restarts - Free, 10));
        return delay < Longest ? delay : Longest;
    }
}
