namespace Mooring.Discovery;

/// <summary>Where the engines of a cluster are registered (swarm.md section 2). One value may serve many callers at once.</summary>
public interface IDiscovery : IAsyncDisposable
{
    /// <summary>
    /// Registers an address, or renews its registration: call it again well within <paramref name="ttl"/> (the agent's heartbeat does). Where the store has
    /// leases a renewal does not rewrite the entry, so watchers do not wake; an entry that was lost is written again.
    /// </summary>
    /// <param name="address">Advertised <c>host:port</c>.</param>
    /// <param name="ttl">How long the registration outlives its last renewal.</param>
    /// <param name="ct">Ends the attempt.</param>
    /// <exception cref="DiscoveryException">The store cannot be reached or refuses; or this kind of discovery cannot register.</exception>
    Task RegisterAsync(string address, TimeSpan ttl, CancellationToken ct);

    /// <summary>Removes an address at once, if this value registered it; nothing happens otherwise.</summary>
    /// <exception cref="DiscoveryException">The store cannot be reached or refuses; the entry then ends by its time to live.</exception>
    Task DeregisterAsync(string address, CancellationToken ct);

    /// <summary>The addresses now.</summary>
    /// <exception cref="DiscoveryException">The store cannot be reached, or what it holds cannot be read.</exception>
    Task<IReadOnlyList<string>> FetchAsync(CancellationToken ct);

    /// <summary>
    /// The addresses now and again after each change, the newest state only. Ends with an exception at the first failure;
    /// <see cref="DiscoveryFollowing.FollowAsync"/> goes on.
    /// </summary>
    /// <exception cref="DiscoveryException">The store cannot be reached any more, or what it holds cannot be read.</exception>
    IAsyncEnumerable<IReadOnlyList<string>> WatchAsync(CancellationToken ct);
}
