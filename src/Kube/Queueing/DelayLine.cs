namespace Mooring.Kube.Queueing;

/// <summary>Keys that wait for their time, each in its earliest delay only. The caller holds the lock around every call.</summary>
internal sealed class DelayLine<TKey>(TimeProvider clock) : IDisposable
    where TKey : notnull
{
    // Timers cannot count further than 49 days, and nothing looks further ahead than ten years.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(3650);

    private readonly SortedDictionary<(TimeSpan Due, long Order), TKey> _order = [];
    private readonly Dictionary<TKey, (TimeSpan Due, long Order)> _places = [];
    private readonly long _start = clock.GetTimestamp();
    private ITimer? _timer;
    private long _added;
    private bool _disposed;

    /// <summary>Adds a key unless it waits already and for no longer. <paramref name="onDue"/> is called without the lock.</summary>
    public void Add(TKey key, TimeSpan delay, Action onDue)
    {
        var due = clock.GetElapsedTime(_start) + (delay < LongestDelay ? delay : LongestDelay);
        if (_disposed || (_places.TryGetValue(key, out var known) && known.Due <= due))
        {
            return;
        }

        Remove(key);
        var place = (due, _added++);
        _places.Add(key, place);
        _order.Add(place, key);
        _timer ??= clock.CreateTimer(_ => onDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        SetTimer();
    }

    /// <summary>Ends the delay of a key, if there is one.</summary>
    public void Remove(TKey key)
    {
        if (_places.Remove(key, out var place))
        {
            _order.Remove(place);
        }
    }

    /// <summary>Removes and gives the keys whose time has come.</summary>
    public List<TKey> TakeDue()
    {
        var now = clock.GetElapsedTime(_start);
        var found = _order.TakeWhile(entry => entry.Key.Due <= now).Select(entry => entry.Value).ToList();
        found.ForEach(Remove);
        SetTimer();
        return found;
    }

    public void Dispose()
    {
        _disposed = true;
        _timer?.Dispose();
    }

    private void SetTimer()
    {
        if (_disposed || _order.Count == 0)
        {
            return;
        }

        var wait = _order.First().Key.Due - clock.GetElapsedTime(_start);
        // Timers count whole milliseconds; one more keeps them from firing just before the time. One that fires too early is set again.
        wait = wait > TimeSpan.Zero ? wait + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
        _timer!.Change(wait < LongestTimer ? wait : LongestTimer, Timeout.InfiniteTimeSpan);
    }
}
