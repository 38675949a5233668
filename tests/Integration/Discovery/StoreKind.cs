namespace Mooring.Tests.Integration.Discovery;

/// <summary>The stores every test of discovery and leader locks runs on.</summary>
public enum StoreKind
{
    Etcd,
    Consul,
    ZooKeeper,
}
