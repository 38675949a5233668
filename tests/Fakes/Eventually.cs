namespace Mooring.Tests.Fakes;

/// <summary>Waits for a state of the world with a deadline.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Returns as soon as it holds; throws after the deadline (10 s if not given).</summary>
    public static async Task TrueAsync(
        Func<bool> holds, TimeSpan? within = null, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(holds))] string what = "")
    {
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        while (!holds())
        {
            if (clock.GetElapsedTime(began) > (within ?? Deadline))
            {
                throw new TimeoutException($"This did not come true in time: {what}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), clock, CancellationToken.None);
        }
    }

    /// <summary>The same for a state that must be asked for over a connection.</summary>
    public static async Task TrueAsync(
        Func<Task<bool>> holds, TimeSpan? within = null, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(holds))] string what = "")
    {
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        while (!await holds())
        {
            if (clock.GetElapsedTime(began) > (within ?? Deadline))
            {
                throw new TimeoutException($"This did not come true in time: {what}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, CancellationToken.None);
        }
    }
}
