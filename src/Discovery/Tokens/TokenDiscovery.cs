using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Mooring.Discovery.Http;

namespace Mooring.Discovery.Tokens;

/// <summary>
/// <c>token://</c>: a list kept by an HTTP endpoint (swarm.md 2.4): <c>GET clusters/TOKEN</c> gives a JSON array, <c>POST clusters/TOKEN?ttl=SECONDS</c>
/// adds the address in the body. Ours also takes <c>DELETE clusters/TOKEN/ADDRESS</c>; of one that does not, addresses go by their time to live.
/// </summary>
public sealed class TokenDiscovery : IDiscovery
{
    private readonly TokenEndpoint _endpoint;
    private readonly TimeSpan _period;
    private readonly TimeProvider _clock;
    private readonly StoreHttp _http;

    /// <summary>Discovery by a token.</summary>
    /// <param name="endpoint">Endpoint and token.</param>
    /// <param name="options">TLS options.</param>
    /// <param name="period">How often the list is read.</param>
    /// <param name="clock">Clock.</param>
    public TokenDiscovery(TokenEndpoint endpoint, DiscoveryOptions options, TimeSpan period, TimeProvider clock)
    {
        _endpoint = endpoint;
        _period = period;
        _clock = clock;
        _http = new(options, verify: true, clock);
    }

    /// <summary>Asks an endpoint for a new cluster (<c>POST clusters</c>) and returns its token.</summary>
    /// <exception cref="DiscoveryException">The endpoint cannot be reached or refuses.</exception>
    public static async Task<string> CreateTokenAsync(Uri endpoint, DiscoveryOptions options, TimeProvider clock, CancellationToken ct)
    {
        using var http = new StoreHttp(options, verify: true, clock);
        var response = await http.SendAsync(new(HttpMethod.Post, new Uri(endpoint, "clusters")), TimeSpan.Zero, ct);
        return response.IsSuccess ? response.Text : throw Refused("create a cluster", response);
    }

    /// <inheritdoc/>
    public async Task RegisterAsync(string address, TimeSpan ttl, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url($"?ttl={(long)Math.Ceiling(ttl.TotalSeconds)}"))
        {
            Content = new StringContent(address, Encoding.UTF8, "application/octet-stream"),
        };
        var response = await _http.SendAsync(request, TimeSpan.Zero, ct);
        if (!response.IsSuccess)
        {
            throw Refused("register", response);
        }
    }

    /// <inheritdoc/>
    public async Task DeregisterAsync(string address, CancellationToken ct)
    {
        var response = await _http.SendAsync(new(HttpMethod.Delete, Url($"/{Uri.EscapeDataString(address)}")), TimeSpan.Zero, ct);
        if (!response.IsSuccess && response.Status is not (HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed))
        {
            throw Refused("deregister", response);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FetchAsync(CancellationToken ct)
    {
        var response = await _http.SendAsync(new(HttpMethod.Get, Url("")), TimeSpan.Zero, ct);
        return response.Status == HttpStatusCode.OK ? response.Read(TokenJson.Default.StringArray) : throw Refused("fetch entries", response);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        IReadOnlyList<string>? last = null;
        while (true)
        {
            var list = await FetchAsync(ct);
            if (last is null || !list.SequenceEqual(last))
            {
                yield return last = list;
            }

            await Task.Delay(_period, _clock, ct);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private Uri Url(string rest) => new(_endpoint.Endpoint, $"clusters/{Uri.EscapeDataString(_endpoint.Token)}{rest}");

    private static DiscoveryException Refused(string what, StoreResponse response) =>
        new($"Failed to {what}, Discovery service returned {(int)response.Status} HTTP status code");
}
