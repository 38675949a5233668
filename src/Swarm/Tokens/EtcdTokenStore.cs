using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Mooring.Discovery;

namespace Mooring.Swarm.Tokens;

/// <summary>Keeps clusters in etcd, one folder a token, with leases for the time to live: several endpoints can serve the same clusters.</summary>
internal sealed class EtcdTokenStore(DiscoveryUrl url, DiscoveryOptions options, TimeProvider clock, ILogger log) : ITokenStore
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, IDiscovery> _clusters = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FetchAsync(string token, CancellationToken ct) => Cluster(token).FetchAsync(ct);

    /// <inheritdoc/>
    public Task RegisterAsync(string token, string address, TimeSpan ttl, CancellationToken ct) => Cluster(token).RegisterAsync(address, ttl, ct);

    /// <inheritdoc/>
    public Task RemoveAsync(string token, string address, CancellationToken ct) => Cluster(token).DeregisterAsync(address, ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters.Values)
        {
            await cluster.DisposeAsync();
        }
    }

    private IDiscovery Cluster(string token) =>
        _clusters.GetOrAdd(token, name => DiscoveryBackend.Open(url, options with { NodesPath = "swarm/tokens/" + name }, Period, clock, log));
}
