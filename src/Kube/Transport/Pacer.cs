namespace Mooring.Kube.Transport;

/// <summary>
/// A token bucket that serves strictly in order of arrival: every caller is given the next free moment and waits for it.
/// </summary>
/// <param name="perSecond">Requests a second in the long run.</param>
/// <param name="burst">Requests that may go at once after a pause.</param>
/// <param name="clock">The time.</param>
internal sealed class Pacer(double perSecond, int burst, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(1 / perSecond);
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _next = TimeSpan.FromSeconds(-burst / perSecond);

    /// <summary>Returns when it is the caller's turn.</summary>
    public Task WaitAsync(CancellationToken ct)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = clock.GetElapsedTime(_start);
            var earliest = now - (_interval * burst);
            _next = (_next > earliest ? _next : earliest) + _interval;
            wait = _next - now;
        }

        return wait <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, clock, ct);
    }
}
