namespace Mooring.Discovery.ZooKeeper;

/// <summary>The server answered with an error.</summary>
internal sealed class ZooKeeperException(ZooKeeperError error) : Exception($"ZooKeeper answers {error} ({(int)error})")
{
    public ZooKeeperError Error => error;
}
