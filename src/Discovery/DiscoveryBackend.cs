using Microsoft.Extensions.Logging;
using Mooring.Discovery.Consul;
using Mooring.Discovery.Etcd;
using Mooring.Discovery.Files;
using Mooring.Discovery.Leadership;
using Mooring.Discovery.Nodes;
using Mooring.Discovery.Tokens;
using Mooring.Discovery.ZooKeeper;

namespace Mooring.Discovery;

/// <summary>Makes what a discovery URL stands for. Nothing connects before it is used.</summary>
public static class DiscoveryBackend
{
    /// <summary>The discovery of a URL.</summary>
    /// <param name="url">URL.</param>
    /// <param name="options">Options.</param>
    /// <param name="heartbeat">How often what cannot be watched is read.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="log">Log.</param>
    public static IDiscovery Open(DiscoveryUrl url, DiscoveryOptions options, TimeSpan heartbeat, TimeProvider clock, ILogger log)
    {
        var nodes = KeyPath.Nodes(url, options);
        return url.Kind switch
        {
            DiscoveryKind.File => new FileDiscovery(url.Rest, heartbeat, clock),
            DiscoveryKind.Token when TokenEndpoint.TryParse(url.Rest, out var endpoint, out _) => new TokenDiscovery(endpoint, options, heartbeat, clock),
            DiscoveryKind.Etcd => new EtcdDiscovery(new(url.Endpoints, WithWord(options, log), clock), nodes, log),
            DiscoveryKind.Consul => new ConsulDiscovery(new(url.Endpoints[0], WithWord(options, log), clock), nodes, clock, log),
            DiscoveryKind.ZooKeeper => new ZooKeeperDiscovery(url.Endpoints, options, nodes, clock, log),
            _ => new NodesDiscovery(url.Addresses),
        };
    }

    /// <summary>The leader lock in the store of a URL.</summary>
    /// <param name="url">URL of a store.</param>
    /// <param name="options">Options.</param>
    /// <param name="ttl">How long others may have to wait for a holder that vanished.</param>
    /// <param name="clock">Clock.</param>
    /// <exception cref="DiscoveryException">The URL is not one of a store.</exception>
    public static ILeaderLock OpenLock(DiscoveryUrl url, DiscoveryOptions options, TimeSpan ttl, TimeProvider clock) => url.Kind switch
    {
        DiscoveryKind.Etcd => new EtcdLeaderLock(new(url.Endpoints, options, clock), KeyPath.Leader(url), ttl, clock),
        DiscoveryKind.Consul => new ConsulLeaderLock(new(url.Endpoints[0], options, clock), KeyPath.Leader(url), ttl, clock),
        DiscoveryKind.ZooKeeper => new ZooKeeperLeaderLock(url.Endpoints, options, KeyPath.Leader(url), ttl, clock),
        _ => throw new DiscoveryException("Leader election is only supported with consul, etcd and zookeeper discovery."),
    };

    private static DiscoveryOptions WithWord(DiscoveryOptions options, ILogger log)
    {
        if (options.Tls)
        {
            log.WithTls();
        }
        else
        {
            log.WithoutTls();
        }

        return options;
    }
}
