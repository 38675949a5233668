namespace Mooring.Fleet.Monitors;

/// <summary>A signal that remembers being given once until its one waiter looks; waiting for a time costs no exception when the time is up.</summary>
internal sealed class Wake(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<bool>? _waiter;
    private bool _signalled;

    public void Signal()
    {
        lock (_lock)
        {
            _signalled = _waiter?.TrySetResult(true) != true;
            _waiter = null;
        }
    }

    /// <summary>Waits for the signal, or for a time to pass.</summary>
    /// <returns>True if the signal came.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest, CancellationToken ct)
    {
        var waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_signalled)
            {
                _signalled = false;
                return true;
            }

            _waiter = waiter;
        }

        await using var timer = clock.CreateTimer(_ => waiter.TrySetResult(false), null, longest, Timeout.InfiniteTimeSpan);
        await using var cancelled = ct.UnsafeRegister(_ => waiter.TrySetCanceled(ct), null);
        return await waiter.Task;
    }

    /// <summary>Waits for the signal.</summary>
    public Task WaitAsync(CancellationToken ct) => WaitAsync(Timeout.InfiniteTimeSpan, ct);
}
