using System.Globalization;
using System.Runtime.CompilerServices;
using Mooring.Discovery.Leadership;

namespace Mooring.Discovery.ZooKeeper;

/// <summary>
/// Leader lock in ZooKeeper: sequential ephemeral children of the leader's node, named as the original's client library names them; the lowest leads. The
/// leader's address is in its child, and in the node itself for those who read only that (swarm.md 2.5).
/// </summary>
/// <param name="endpoints">Members as <c>host:port</c>.</param>
/// <param name="options">Login.</param>
/// <param name="path">The leader's key without slashes at its ends.</param>
/// <param name="ttl">Session timeout to ask for.</param>
/// <param name="clock">Clock.</param>
public sealed class ZooKeeperLeaderLock(
    IReadOnlyList<string> endpoints, DiscoveryOptions options, string path, TimeSpan ttl, TimeProvider clock) : ILeaderLock
{
    private readonly string _path = "/" + path;

    /// <inheritdoc/>
    public async Task<HeldLock> AcquireAsync(string value, CancellationToken ct)
    {
        var session = ZooKeeperClient.Start(endpoints, options, ttl, clock);
        try
        {
            await session.EnsureAsync(_path, ct);
            var created = await session.CreateAsync(
                $"{_path}/_c_{Guid.NewGuid():N}-lock-", value, ZooKeeperNodeMode.EphemeralSequential, ct) ?? throw new DiscoveryException("no place in the queue");
            var own = created[(created.LastIndexOf('/') + 1)..];
            var sentAt = await WaitForTurnAsync(session, own, ct);
            await session.SetAsync(_path, value, ct);
            return HeldLock.Start(
                session.SessionTimeout, sentAt, clock, (held, stop) => KeepAsync(held, session, created, stop), _ => session.DisposeAsync().AsTask());
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string?> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await using var session = ZooKeeperClient.Start(endpoints, options, ttl, clock);
        while (true)
        {
            await session.EnsureAsync(_path, ct);
            var children = await session.GetChildrenAsync(_path, ct);
            if (children is null)
            {
                continue;
            }

            var first = Queue(children).FirstOrDefault();
            var leader = first is null ? null : await session.GetAsync($"{_path}/{first}", ct);
            // The original's managers leave their child empty and write the node itself.
            yield return leader is { Value: "" } ? (await session.GetAsync(_path, ct))?.Value : leader?.Value;
            await children.Changed.WaitAsync(ct);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Returns the timestamp before the sending of the read that found our child first.</summary>
    private async Task<long> WaitForTurnAsync(ZooKeeperClient session, string own, CancellationToken ct)
    {
        while (true)
        {
            var sentAt = clock.GetTimestamp();
            var queue = Queue(await session.GetChildrenAsync(_path, ct));
            var place = queue.IndexOf(own);
            switch (place)
            {
                case < 0:
                    throw new DiscoveryException("the place in the queue was taken away");
                case 0:
                    return sentAt;
                default:
                    // Watching only the one before wakes one waiter at a time.
                    if (await session.GetAsync($"{_path}/{queue[place - 1]}", ct) is { } before)
                    {
                        await before.Changed.WaitAsync(ct);
                    }

                    break;
            }
        }
    }

    private async Task KeepAsync(HeldLock held, ZooKeeperClient session, string own, CancellationToken ct)
    {
        await using var expiry = session.Expired.Register(held.Lose);
        while (true)
        {
            try
            {
                var sentAt = clock.GetTimestamp();
                if (await session.GetAsync(own, ct) is not { } node)
                {
                    held.Lose();
                    return;
                }

                held.Renewed(sentAt);
                await Task.WhenAny(node.Changed, Task.Delay(session.SessionTimeout / 3, clock, ct));
                ct.ThrowIfCancellationRequested();
            }
            catch (DiscoveryException)
            {
                // Out of reach for now; the lock's own time decides when that is too long.
                await Task.Delay(session.SessionTimeout / 10, clock, ct);
            }
        }
    }

    private static List<string> Queue(ZooKeeperChildren? children) =>
        [.. (children?.Names ?? []).Where(name => NumberOf(name) is not null).OrderBy(NumberOf)];

    private static long? NumberOf(string name) =>
        long.TryParse(name[(name.LastIndexOf('-') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
