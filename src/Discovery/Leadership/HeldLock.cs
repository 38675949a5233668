namespace Mooring.Discovery.Leadership;

/// <summary>
/// A lock that is held. <see cref="Lost"/> fires before anybody else can hold it: when the store says so, or when nine tenths of its time to live have passed
/// since the sending of the last renewal that succeeded. Dispose to release.
/// </summary>
public sealed class HeldLock : IAsyncDisposable
{
    private static readonly TimeSpan ReleaseWithin = TimeSpan.FromSeconds(3);

    private readonly TimeSpan _trusted;
    private readonly TimeProvider _clock;
    private readonly Func<CancellationToken, Task> _release;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _stop = new();
    private Task _keeping = Task.CompletedTask;
    private int _released;

    private HeldLock(TimeSpan ttl, TimeProvider clock, Func<CancellationToken, Task> release)
    {
        _trusted = ttl * 0.9;
        _clock = clock;
        _release = release;
        _lost = new(Timeout.InfiniteTimeSpan, clock);
        Lost = _lost.Token;
    }

    /// <summary>Cancelled once the lock is lost or released. From then on another process may act.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Gives the lock up at once, so that another can have it; <see cref="Lost"/> fires first. Never throws: what cannot be released expires.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0)
        {
            return;
        }

        await _lost.CancelAsync();
        await _stop.CancelAsync();
        await _keeping;
        // Also after a loss: what others wait for may still be there.
        await AttemptAsync(_clock, _release);

        _stop.Dispose();
        _lost.Dispose();
    }

    /// <summary>Takes charge of a lock just acquired.</summary>
    /// <param name="ttl">Time to live of the lock.</param>
    /// <param name="sentAt">Timestamp before the sending of what acquired or last renewed it.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="keep">Renews until cancelled or lost.</param>
    /// <param name="release">Releases.</param>
    internal static HeldLock Start(
        TimeSpan ttl, long sentAt, TimeProvider clock, Func<HeldLock, CancellationToken, Task> keep, Func<CancellationToken, Task> release)
    {
        var held = new HeldLock(ttl, clock, release);
        held.Renewed(sentAt);
        held._keeping = held.KeepAsync(keep);
        return held;
    }

    /// <summary>Trusts the lock anew, counted from before the renewal was sent. A lock once lost stays lost.</summary>
    internal void Renewed(long sentAt)
    {
        var left = _trusted - _clock.GetElapsedTime(sentAt);
        if (left <= TimeSpan.Zero)
        {
            Lose();
        }
        else if (!_lost.IsCancellationRequested)
        {
            _lost.CancelAfter(left);
        }
    }

    /// <summary>The store says that the lock is gone.</summary>
    internal void Lose() => _lost.Cancel();

    /// <summary>Tries to give something back within a few seconds, whoever else was cancelled; what cannot be given back ends with its time to live.</summary>
    internal static async Task AttemptAsync(TimeProvider clock, Func<CancellationToken, Task> release)
    {
        using var limit = new CancellationTokenSource(ReleaseWithin, clock);
        try
        {
            await release(limit.Token);
        }
        catch (Exception e) when (e is DiscoveryException or OperationCanceledException)
        {
            // Out of reach; nothing better can be done.
        }
    }

    private async Task KeepAsync(Func<HeldLock, CancellationToken, Task> keep)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _lost.Token);
        try
        {
            await keep(this, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Lost or released; both have been told.
        }
    }
}
