namespace Mooring.Discovery;

/// <summary>What stands before <c>://</c> in a discovery URL.</summary>
public enum DiscoveryKind
{
    /// <summary><c>nodes://</c> or a bare list: the addresses themselves.</summary>
    Nodes,

    /// <summary><c>file://</c>: a file with one address or range a line.</summary>
    File,

    /// <summary><c>token://</c>: a discovery endpoint over HTTP.</summary>
    Token,

    /// <summary><c>consul://</c>.</summary>
    Consul,

    /// <summary><c>etcd://</c>, API version 3.</summary>
    Etcd,

    /// <summary><c>zk://</c>.</summary>
    ZooKeeper,
}
