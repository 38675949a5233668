using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Mooring.Discovery.Addresses;

namespace Mooring.Discovery.Etcd;

/// <summary><c>etcd://</c>: key <c>/PREFIX/docker/swarm/nodes/ADDRESS</c> with the address as value, one lease each (swarm.md 2.5, on API v3).</summary>
/// <param name="client">Client; disposed with this.</param>
/// <param name="directory">Directory of the nodes without slashes at its ends.</param>
/// <param name="log">Log.</param>
public sealed class EtcdDiscovery(EtcdClient client, string directory, ILogger log) : IDiscovery
{
    // A watch that says nothing may be dead; then the whole is read again.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly string _prefix = $"/{directory}/";
    private readonly ConcurrentDictionary<string, long> _leases = new();

    /// <inheritdoc/>
    public async Task RegisterAsync(string address, TimeSpan ttl, CancellationToken ct)
    {
        if (!_leases.TryGetValue(address, out var lease) || !await client.LeaseKeepAliveAsync(lease, ct))
        {
            lease = await client.LeaseGrantAsync(ttl, ct);
            _leases[address] = lease;
        }

        await client.PutIfAsync(new EtcdCondition.NotOnLease(lease), _prefix + address, address, lease, ct);
    }

    /// <inheritdoc/>
    public async Task DeregisterAsync(string address, CancellationToken ct)
    {
        if (_leases.TryRemove(address, out var lease) && await client.LeaseKeepAliveAsync(lease, ct))
        {
            await client.LeaseRevokeAsync(lease, ct);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FetchAsync(CancellationToken ct) => AddressesOf((await client.RangeAsync(_prefix, prefix: true, ct)).Items);

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var range = await client.RangeAsync(_prefix, prefix: true, ct);
            var items = new SortedDictionary<string, EtcdKeyValue>(range.Items.ToDictionary(item => item.Key), StringComparer.Ordinal);
            yield return AddressesOf(items.Values);

            await foreach (var events in client.WatchAsync(_prefix, prefix: true, range.Revision + 1, LongestSilence, ct))
            {
                foreach (var change in events)
                {
                    if (change.Deleted)
                    {
                        items.Remove(change.Item.Key);
                    }
                    else
                    {
                        items[change.Item.Key] = change.Item;
                    }
                }

                yield return AddressesOf(items.Values);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private IReadOnlyList<string> AddressesOf(IEnumerable<EtcdKeyValue> items) => StoredAddresses.Read(items.Select(item => (item.Key, item.Value)), log);
}
