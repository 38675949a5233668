namespace Mooring.Swarm.Tokens;

/// <summary>Where a discovery endpoint keeps the addresses of its clusters.</summary>
internal interface ITokenStore : IAsyncDisposable
{
    /// <summary>The addresses of a cluster that have not expired; none for a token never used.</summary>
    Task<IReadOnlyList<string>> FetchAsync(string token, CancellationToken ct);

    /// <summary>Adds an address, or renews it.</summary>
    Task RegisterAsync(string token, string address, TimeSpan ttl, CancellationToken ct);

    /// <summary>Removes an address at once.</summary>
    Task RemoveAsync(string token, string address, CancellationToken ct);
}
