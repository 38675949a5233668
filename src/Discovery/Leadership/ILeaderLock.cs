namespace Mooring.Discovery.Leadership;

/// <summary>A lock that one of several processes holds at a time, in the store of the discovery (swarm.md 2.5 and 6).</summary>
public interface ILeaderLock : IAsyncDisposable
{
    /// <summary>Waits until this process holds the lock.</summary>
    /// <param name="value">What others read as the leader: the advertised <c>host:port</c>.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DiscoveryException">The store cannot be reached or refuses; try again after a pause.</exception>
    Task<HeldLock> AcquireAsync(string value, CancellationToken ct);

    /// <summary>The leader's value now and after each change; null while nobody leads.</summary>
    /// <exception cref="DiscoveryException">The store cannot be reached any more.</exception>
    IAsyncEnumerable<string?> WatchAsync(CancellationToken ct);
}
