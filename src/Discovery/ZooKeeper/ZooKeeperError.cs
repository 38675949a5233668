namespace Mooring.Discovery.ZooKeeper;

/// <summary>Error codes of ZooKeeper's replies that are told apart here.</summary>
internal enum ZooKeeperError
{
    None = 0,
    NoNode = -101,
    NoAuth = -102,
    NodeExists = -110,
    NotEmpty = -111,
    SessionExpired = -112,
    AuthFailed = -115,
}
