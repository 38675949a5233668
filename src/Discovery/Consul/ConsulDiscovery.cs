using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Mooring.Discovery.Addresses;

namespace Mooring.Discovery.Consul;

/// <summary>
/// <c>consul://</c>: key <c>PREFIX/docker/swarm/nodes/ADDRESS</c> with the address as value, locked by a session that deletes it when it ends (swarm.md 2.5).
/// </summary>
/// <param name="client">Client; disposed with this.</param>
/// <param name="directory">Directory of the nodes without slashes at its ends.</param>
/// <param name="clock">Clock.</param>
/// <param name="log">Log.</param>
public sealed class ConsulDiscovery(ConsulClient client, string directory, TimeProvider clock, ILogger log) : IDiscovery
{
    private const int Attempts = 5;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LockDelay = TimeSpan.FromMilliseconds(20);

    // A directory entry is matched as text, so without the slash "nodes2" would be listed too.
    private readonly string _prefix = directory + "/";
    private readonly ConcurrentDictionary<string, string> _sessions = new();

    /// <inheritdoc/>
    public async Task RegisterAsync(string address, TimeSpan ttl, CancellationToken ct)
    {
        var key = _prefix + address;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // A session of a former run of this agent still holds its key; it is taken over rather than waited for.
            var read = await client.ReadAsync(key, prefix: false, 0, TimeSpan.Zero, ct);
            if (read.Entries is [{ Session: { } held } entry] && entry.Value == address && await client.RenewSessionAsync(held, ct))
            {
                _sessions[address] = held;
                return;
            }

            // Consul may keep a session for twice its time to live.
            var session = await client.CreateSessionAsync(ttl / 2, ConsulSessionBehavior.Delete, ct);
            if (await client.AcquireAsync(key, address, session, ct))
            {
                _sessions[address] = session;
                return;
            }

            await client.DestroySessionAsync(session, ct);
            await Task.Delay(LockDelay, clock, ct);
        }

        throw new DiscoveryException("cannot set or renew session for ttl, unable to operate on sessions");
    }

    /// <inheritdoc/>
    public async Task DeregisterAsync(string address, CancellationToken ct)
    {
        if (_sessions.TryRemove(address, out var session))
        {
            await client.DestroySessionAsync(session, ct);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FetchAsync(CancellationToken ct) =>
        AddressesOf(await client.ReadAsync(_prefix, prefix: true, 0, TimeSpan.Zero, ct));

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        IReadOnlyList<string>? last = null;
        var index = 0ul;
        while (true)
        {
            var read = await client.ReadAsync(_prefix, prefix: true, index, Wait, ct);
            index = read.Index;
            var list = AddressesOf(read);
            if (last is null || !list.SequenceEqual(last))
            {
                yield return last = list;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private IReadOnlyList<string> AddressesOf(ConsulRead read) => StoredAddresses.Read(read.Entries.Select(entry => (entry.Key, entry.Value)), log);
}
