using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Mooring.Discovery;

/// <summary>Watching that does not give up.</summary>
public static class DiscoveryFollowing
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The addresses now and after each change, for ever: a failure is logged and, after a pause that doubles from a second up to the heartbeat, the watch
    /// begins anew. Meanwhile the last list stays in force, since nothing is yielded. Equal lists in a row are yielded once.
    /// </summary>
    /// <param name="discovery">Where to look.</param>
    /// <param name="heartbeat">Longest pause between attempts.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="log">Gets <c>Discovery error: …</c>.</param>
    /// <param name="ct">Ends the watch with <see cref="OperationCanceledException"/>.</param>
    public static async IAsyncEnumerable<IReadOnlyList<string>> FollowAsync(
        this IDiscovery discovery, TimeSpan heartbeat, TimeProvider clock, ILogger log, [EnumeratorCancellation] CancellationToken ct)
    {
        IReadOnlyList<string>? last = null;
        var pause = FirstPause;
        while (true)
        {
            await using (var watch = discovery.WatchAsync(ct).GetAsyncEnumerator(ct))
            {
                while (await NextAsync(watch, log) is { } list)
                {
                    pause = FirstPause;
                    if (last is null || !list.SequenceEqual(last))
                    {
                        yield return last = list;
                    }
                }
            }

            await Task.Delay(pause < heartbeat ? pause : heartbeat, clock, ct);
            pause = pause < heartbeat ? pause * 2 : heartbeat;
        }
    }

    private static async ValueTask<IReadOnlyList<string>?> NextAsync(IAsyncEnumerator<IReadOnlyList<string>> watch, ILogger log)
    {
        try
        {
            return await watch.MoveNextAsync() ? watch.Current : null;
        }
        catch (DiscoveryException e)
        {
            log.WatchFailed(e.Message);
            return null;
        }
    }
}
