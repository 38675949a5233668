using Mooring.Discovery.Leadership;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Integration.Discovery;

/// <summary>A follower's view of the leader, kept in the background.</summary>
internal sealed class LeaderWatching : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private bool _seen;
    private string? _last;

    /// <param name="leaders">The lock to watch; disposed at the end.</param>
    public LeaderWatching(ILeaderLock leaders) => _ = WatchAsync(leaders);

    /// <summary>Waits until the leader is this one; null for none.</summary>
    public Task SeesAsync(string? leader) => Eventually.TrueAsync(() => _seen && _last == leader, TimeSpan.FromSeconds(10), $"the leader is '{leader}'");

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task WatchAsync(ILeaderLock leaders)
    {
        try
        {
            await using (leaders)
            {
                await foreach (var leader in leaders.WatchAsync(_stop.Token))
                {
                    (_last, _seen) = (leader, true);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
