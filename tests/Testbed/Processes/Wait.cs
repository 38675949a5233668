namespace Mooring.Tests.Testbed.Processes;

/// <summary>Waits for states, never for a time.</summary>
public static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks every 50 ms until <paramref name="condition"/> holds.</summary>
    /// <param name="what">What is waited for, for the message of the exception.</param>
    /// <param name="deadline">How long to wait at most.</param>
    /// <param name="condition">The look; it is cancelled at the deadline.</param>
    /// <param name="ct">Gives up early.</param>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static async Task UntilAsync(
        string what, TimeSpan deadline, Func<CancellationToken, Task<bool>> condition, CancellationToken ct = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(deadline);
        try
        {
            while (!await condition(limit.Token))
            {
                await Task.Delay(Pause, TimeProvider.System, limit.Token);
            }
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested && limit.IsCancellationRequested)
        {
            throw new TimeoutException($"gave up waiting for {what} after {deadline.TotalSeconds:0.#} s", e);
        }
    }

    /// <summary>The same for a look that needs no I/O.</summary>
    public static Task UntilAsync(string what, TimeSpan deadline, Func<bool> condition, CancellationToken ct = default) =>
        UntilAsync(what, deadline, _ => Task.FromResult(condition()), ct);
}
