namespace Mooring.Discovery.ZooKeeper;

/// <summary>The children of a node as read.</summary>
/// <param name="Names">Names without path, in ordinal order.</param>
/// <param name="Changed">Completes when one comes or goes, and when the connection that watched them breaks.</param>
public sealed record ZooKeeperChildren(IReadOnlyList<string> Names, Task Changed);
