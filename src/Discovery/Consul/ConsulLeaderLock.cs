using System.Runtime.CompilerServices;
using Mooring.Discovery.Leadership;

namespace Mooring.Discovery.Consul;

/// <summary>Leader lock in Consul: the leader's key, locked by a session of its holder (swarm.md 2.5).</summary>
/// <param name="client">Client; disposed with this.</param>
/// <param name="key">The leader's key.</param>
/// <param name="ttl">How long others may have to wait for a holder that vanished; the session's time to live is half of it, which Consul wants to be 10 s or more.</param>
/// <param name="clock">Clock.</param>
public sealed class ConsulLeaderLock(ConsulClient client, string key, TimeSpan ttl, TimeProvider clock) : ILeaderLock
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LockDelay = TimeSpan.FromMilliseconds(20);

    private readonly TimeSpan _sessionTtl = ttl / 2;

    /// <inheritdoc/>
    public async Task<HeldLock> AcquireAsync(string value, CancellationToken ct)
    {
        var index = 0ul;
        while (true)
        {
            var read = await client.ReadAsync(key, prefix: false, index, Wait, ct);
            index = read.Index;
            if (read.Entries is [{ Flags: not ConsulClient.LockFlag }])
            {
                throw new DiscoveryException("Existing key does not match lock use");
            }

            if (read.Entries is [{ Session: not null }])
            {
                continue;
            }

            if (await TryAcquireAsync(value, ct) is { } held)
            {
                return held;
            }

            // Refused without a holder: the lock-delay after one that vanished.
            index = 0;
            await Task.Delay(LockDelay, clock, ct);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string?> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var index = 0ul;
        while (true)
        {
            var read = await client.ReadAsync(key, prefix: false, index, Wait, ct);
            index = read.Index;
            // The value of a former leader stays in the key.
            yield return read.Entries is [{ Session: not null } entry] ? entry.Value : null;
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
        var session = await client.CreateSessionAsync(_sessionTtl, ConsulSessionBehavior.Release, ct);
        try
        {
            if (await client.AcquireAsync(key, value, session, ct))
            {
                return HeldLock.Start(_sessionTtl, sentAt, clock, (held, stop) => KeepAsync(held, session, stop), stop => ReleaseAsync(value, session, stop));
            }
        }
        catch (Exception e) when (e is DiscoveryException or OperationCanceledException)
        {
            // The lock may be ours without our knowing; nobody should have to wait for it to expire.
            await HeldLock.AttemptAsync(clock, stop => client.DestroySessionAsync(session, stop));
            throw;
        }

        await client.DestroySessionAsync(session, ct);
        return null;
    }

    private async Task KeepAsync(HeldLock held, string session, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                var sentAt = clock.GetTimestamp();
                var alive = await client.RenewSessionAsync(session, ct);
                var now = await client.ReadAsync(key, prefix: false, 0, TimeSpan.Zero, ct);
                if (!alive || now.Entries is not [var entry] || entry.Session != session)
                {
                    held.Lose();
                    return;
                }

                held.Renewed(sentAt);
                // The blocking read is the pause between renewals; it ends at once when the lock is taken away.
                await client.ReadAsync(key, prefix: false, now.Index, _sessionTtl / 3, ct);
            }
            catch (DiscoveryException)
            {
                // Out of reach for now; the lock's own time decides when that is too long.
                await Task.Delay(_sessionTtl / 10, clock, ct);
            }
        }
    }

    private async Task ReleaseAsync(string value, string session, CancellationToken ct)
    {
        await client.ReleaseAsync(key, value, session, ct);
        await client.DestroySessionAsync(session, ct);
    }
}
