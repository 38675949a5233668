using System.Runtime.CompilerServices;

namespace Mooring.Discovery.Nodes;

/// <summary><c>nodes://</c>: a list that never changes.</summary>
/// <param name="addresses">The addresses.</param>
public sealed class NodesDiscovery(IReadOnlyList<string> addresses) : IDiscovery
{
    /// <inheritdoc/>
    public Task RegisterAsync(string address, TimeSpan ttl, CancellationToken ct) =>
        throw new DiscoveryException("not implemented in this discovery service");

    /// <inheritdoc/>
    public Task DeregisterAsync(string address, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FetchAsync(CancellationToken ct) => Task.FromResult(addresses);

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        yield return addresses;
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
