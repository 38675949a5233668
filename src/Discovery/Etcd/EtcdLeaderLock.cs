using System.Runtime.CompilerServices;
using Mooring.Discovery.Leadership;

namespace Mooring.Discovery.Etcd;

/// <summary>Leader lock in etcd: the leader's key, created only if absent, on a lease of its holder (swarm.md 2.5, on API v3).</summary>
/// <param name="client">Client; disposed with this.</param>
/// <param name="path">The leader's key without slashes at its ends.</param>
/// <param name="ttl">How long the lock outlives its last renewal, in whole seconds, 2 s or more.</param>
/// <param name="clock">Clock.</param>
public sealed class EtcdLeaderLock(EtcdClient client, string path, TimeSpan ttl, TimeProvider clock) : ILeaderLock
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    private readonly string _key = "/" + path;

    /// <inheritdoc/>
    public async Task<HeldLock> AcquireAsync(string value, CancellationToken ct)
    {
        while (true)
        {
            var range = await client.RangeAsync(_key, prefix: false, ct);
            if (range.Items.Count == 0 && await TryAcquireAsync(value, ct) is { } held)
            {
                return held;
            }

            if (range.Items.Count > 0)
            {
                await WaitForChangeAsync(range.Revision + 1, LongestSilence, ct);
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string?> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var range = await client.RangeAsync(_key, prefix: false, ct);
            yield return range.Items.Count == 0 ? null : range.Items[0].Value;
            await foreach (var events in client.WatchAsync(_key, prefix: false, range.Revision + 1, LongestSilence, ct))
            {
                yield return events[^1].Deleted ? null : events[^1].Item.Value;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HeldLock?> TryAcquireAsync(string value, CancellationToken ct)
    {
        var sentAt = clock.GetTimestamp();
        var lease = await client.LeaseGrantAsync(ttl, ct);
        try
        {
            // The reply to a put may be lost and the put repeated; then the key is there, on our own lease.
            await client.PutIfAsync(new EtcdCondition.Absent(), _key, value, lease, ct);
            var range = await client.RangeAsync(_key, prefix: false, ct);
            if (range.Items is [var item] && item.Lease == lease)
            {
                return HeldLock.Start(ttl, sentAt, clock, (held, stop) => KeepAsync(held, lease, stop), stop => client.LeaseRevokeAsync(lease, stop));
            }
        }
        catch (Exception e) when (e is DiscoveryException or OperationCanceledException)
        {
            // The key may be ours without our knowing; nobody should have to wait for it to expire.
            await HeldLock.AttemptAsync(clock, stop => client.LeaseRevokeAsync(lease, stop));
            throw;
        }

        await client.LeaseRevokeAsync(lease, ct);
        return null;
    }

    private async Task KeepAsync(HeldLock held, long lease, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                var sentAt = clock.GetTimestamp();
                var alive = await client.LeaseKeepAliveAsync(lease, ct);
                var range = await client.RangeAsync(_key, prefix: false, ct);
                if (!alive || range.Items is not [var item] || item.Lease != lease)
                {
                    held.Lose();
                    return;
                }

                held.Renewed(sentAt);
                // Watching is the pause between renewals; it tells at once when the key is deleted or overwritten.
                await WaitForChangeAsync(range.Revision + 1, ttl / 3, ct);
            }
            catch (DiscoveryException)
            {
                // Out of reach for now; the lock's own time decides when that is too long.
                await Task.Delay(ttl / 10, clock, ct);
            }
        }
    }

    private async Task WaitForChangeAsync(long fromRevision, TimeSpan atMost, CancellationToken ct)
    {
        await foreach (var _ in client.WatchAsync(_key, prefix: false, fromRevision, atMost, ct))
        {
            return;
        }
    }
}
