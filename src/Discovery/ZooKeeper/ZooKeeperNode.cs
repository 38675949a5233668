namespace Mooring.Discovery.ZooKeeper;

/// <summary>A node as read.</summary>
/// <param name="Value">Its data as text.</param>
/// <param name="Owner">Session of an ephemeral node, else 0.</param>
/// <param name="Changed">Completes when it changes or goes, and when the connection that watched it breaks.</param>
public sealed record ZooKeeperNode(string Value, long Owner, Task Changed);
