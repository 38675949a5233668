namespace Mooring.Discovery.ZooKeeper;

/// <summary>Operation codes of ZooKeeper's requests.</summary>
internal enum ZooKeeperOperation
{
    Create = 1,
    Delete = 2,
    GetData = 4,
    SetData = 5,
    GetChildren = 8,
    Ping = 11,
    Auth = 100,
    CloseSession = -11,
}
