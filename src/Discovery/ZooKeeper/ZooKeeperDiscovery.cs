using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Mooring.Discovery.Addresses;

namespace Mooring.Discovery.ZooKeeper;

/// <summary>
/// <c>zk://</c>: ephemeral node <c>/PREFIX/docker/swarm/nodes/ADDRESS</c> with the address as value (swarm.md 2.5). The time to live is that of a session,
/// which lives as long as this value does and the server hears from it.
/// </summary>
/// <param name="endpoints">Members as <c>host:port</c>.</param>
/// <param name="options">Login.</param>
/// <param name="directory">Directory of the nodes without slashes at its ends.</param>
/// <param name="clock">Clock.</param>
/// <param name="log">Log.</param>
public sealed class ZooKeeperDiscovery(
    IReadOnlyList<string> endpoints, DiscoveryOptions options, string directory, TimeProvider clock, ILogger log) : IDiscovery
{
    // The original's, for those who only read.
    private static readonly TimeSpan ReaderTimeout = TimeSpan.FromSeconds(10);

    private readonly string _directory = "/" + directory;
    private readonly SemaphoreSlim _turn = new(1);
    private ZooKeeperClient? _session;

    /// <inheritdoc/>
    public async Task RegisterAsync(string address, TimeSpan ttl, CancellationToken ct)
    {
        var session = await SessionAsync(ttl, ct);
        var path = $"{_directory}/{address}";
        var node = await session.GetAsync(path, ct);
        if (node is not null && node.Owner == session.SessionId && node.Value == address)
        {
            return;
        }

        if (node is not null)
        {
            // Left by a former session; it would go when that expires, and the registration with it.
            await session.DeleteAsync(path, ct);
        }

        await session.EnsureAsync(_directory, ct);
        await session.CreateAsync(path, address, ZooKeeperNodeMode.Ephemeral, ct);
    }

    /// <inheritdoc/>
    public async Task DeregisterAsync(string address, CancellationToken ct)
    {
        var path = $"{_directory}/{address}";
        if (_session is { } session && await session.GetAsync(path, ct) is { } node && node.Owner == session.SessionId)
        {
            await session.DeleteAsync(path, ct);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FetchAsync(CancellationToken ct) =>
        AddressesOf(await (await SessionAsync(ReaderTimeout, ct)).GetChildrenAsync(_directory, ct));

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var session = await SessionAsync(ReaderTimeout, ct);
            var children = await session.GetChildrenAsync(_directory, ct);
            if (children is null)
            {
                // A node that is not there cannot be watched for children.
                await session.EnsureAsync(_directory, ct);
                continue;
            }

            yield return AddressesOf(children);
            await children.Changed.WaitAsync(ct);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
        {
            await session.DisposeAsync();
        }

        _turn.Dispose();
    }

    /// <summary>The session, or a new one after it expired.</summary>
    private async Task<ZooKeeperClient> SessionAsync(TimeSpan timeout, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_session is { Expired.IsCancellationRequested: true } expired)
            {
                await expired.DisposeAsync();
                _session = null;
            }

            return _session ??= ZooKeeperClient.Start(endpoints, options, timeout, clock);
        }
        finally
        {
            _turn.Release();
        }
    }

    private IReadOnlyList<string> AddressesOf(ZooKeeperChildren? children) =>
        StoredAddresses.Read((children?.Names ?? []).Select(name => ($"{_directory}/{name}", name)), log);
}
