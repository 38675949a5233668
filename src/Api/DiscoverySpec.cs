using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>Where engines are registered for the managers.</summary>
/// <param name="Type">The kind of store.</param>
/// <param name="Endpoints">With Etcd, ZooKeeper: one or more <c>host:port</c>; with Consul: one; with Token: the discovery service, <c>host:port/path</c>.</param>
/// <param name="Path">With Etcd, Consul, ZooKeeper: a prefix of the keys; with File: the absolute path of the list on the hosts; with Token: the token.</param>
/// <param name="TlsSecretRef">With Etcd, Consul: a Secret with <c>ca.crt</c> and, where the store asks for it, <c>tls.crt</c> and <c>tls.key</c>.</param>
/// <param name="Managed">With Etcd: members run on the hosts instead of <c>endpoints</c>.</param>
[CelRule("self.type != 'Etcd' || has(self.managed) != (has(self.endpoints) && size(self.endpoints) > 0)", Rules.DiscoveryEtcd)]
[CelRule("self.type == 'Etcd' || !has(self.managed)", Rules.DiscoveryManagedUnused)]
[CelRule("self.type != 'Consul' || (has(self.endpoints) && size(self.endpoints) == 1)", Rules.DiscoveryConsul)]
[CelRule("!(self.type in ['ZooKeeper', 'Token']) || (has(self.endpoints) && size(self.endpoints) > 0)", Rules.DiscoveryEndpoints)]
[CelRule("!(self.type in ['File', 'Token']) || (has(self.path) && size(self.path) > 0)", Rules.DiscoveryPath)]
[CelRule("!(self.type in ['Nodes', 'File']) || !has(self.endpoints) || size(self.endpoints) == 0", Rules.DiscoveryEndpointsUnused)]
public sealed record DiscoverySpec(
    DiscoveryType Type = DiscoveryType.Nodes,
    [Items(0, 16), ItemLength(1, 300)] IReadOnlyList<string>? Endpoints = null,
    [Length(0, 512)] string? Path = null,
    LocalObjectReference? TlsSecretRef = null,
    ManagedEtcd? Managed = null)
{
    public IReadOnlyList<string> Endpoints { get; init; } = Endpoints ?? [];
}

/// <summary>Kinds of discovery.</summary>
public enum DiscoveryType
{
    /// <summary>The member hosts themselves, as a fixed list; no store.</summary>
    Nodes,

    /// <summary>A file on the hosts.</summary>
    File,

    /// <summary>etcd, over its v3 API.</summary>
    Etcd,

    /// <summary>Consul.</summary>
    Consul,

    /// <summary>ZooKeeper.</summary>
    ZooKeeper,

    /// <summary>A token at a discovery service.</summary>
    Token,
}

/// <summary>An etcd cluster run on the member hosts.</summary>
/// <param name="Replicas">Number of members: 1, 3 or 5.</param>
/// <param name="Image">Image of etcd.</param>
/// <param name="ClientPort">TCP port for clients.</param>
/// <param name="PeerPort">TCP port between members.</param>
[CelRule("self.replicas in [1, 3, 5]", Rules.EtcdReplicas)]
public sealed record ManagedEtcd(
    [Length(1, 512)] string Image,
    [Minimum(1), Maximum(5)] int Replicas = 3,
    [Minimum(1), Maximum(65535)] int ClientPort = 2379,
    [Minimum(1), Maximum(65535)] int PeerPort = 2380);
