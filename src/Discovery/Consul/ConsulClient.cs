using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Mooring.Discovery.Http;

namespace Mooring.Discovery.Consul;

/// <summary>A small client of Consul's HTTP API: keys with blocking reads, locks and sessions.</summary>
public sealed class ConsulClient : IDisposable
{
    /// <summary>The number Consul's lock recipe puts on its keys; classic Swarm's store library does on all of them.</summary>
    public const ulong LockFlag = 0x2ddccbc058a50c18;

    // Zero would mean Consul's default of 15 s.
    private const string LockDelay = "1ms";

    private readonly StoreHttp _http;
    private readonly Uri _address;
    private readonly DiscoveryOptions _options;

    /// <summary>A client; it connects when first used.</summary>
    /// <param name="endpoint">The agent as <c>host:port</c>.</param>
    /// <param name="options">TLS, token and login.</param>
    /// <param name="clock">Clock.</param>
    public ConsulClient(string endpoint, DiscoveryOptions options, TimeProvider clock)
    {
        _options = options;
        _address = new($"{(options.Tls || options.ConsulTls ? "https" : "http")}://{endpoint}/v1/");
        _http = new(options, options.ConsulTlsVerify, clock);
    }

    /// <summary>Reads a key, or all keys that begin with a prefix.</summary>
    /// <param name="key">Key or prefix.</param>
    /// <param name="prefix">Whether it is a prefix; textual, so end a directory with a slash.</param>
    /// <param name="index">Index of the last read, to wait until something changed after it; 0 answers at once.</param>
    /// <param name="wait">Longest wait; Consul adds up to a sixteenth.</param>
    /// <param name="ct">Ends the call.</param>
    /// <exception cref="DiscoveryException">Consul is out of reach or refuses; true of every method here.</exception>
    public async Task<ConsulRead> ReadAsync(string key, bool prefix, ulong index, TimeSpan wait, CancellationToken ct)
    {
        var query = string.Create(
            CultureInfo.InvariantCulture,
            $"?consistent{(prefix ? "&recurse" : "")}{(index > 0 ? $"&index={index}&wait={(long)wait.TotalMilliseconds}ms" : "")}");
        var response = await _http.SendAsync(Request(HttpMethod.Get, $"kv/{Escape(key)}{query}"), wait + wait / 16, ct);
        var entries = response.Status switch
        {
            HttpStatusCode.NotFound => [],
            HttpStatusCode.OK => response.Read(ConsulJson.Default.KeyValueArray),
            _ => throw Refused(response),
        };
        var now = response.Headers.TryGetValues("X-Consul-Index", out var values) && ulong.TryParse(values.First(), out var parsed) ? parsed : 0;
        // An index that goes back means a restored server; Consul's rule is to begin again.
        return new(now < index ? 0 : now, [.. entries.Select(kv => new ConsulEntry(kv.Key, Encoding.UTF8.GetString(kv.Value ?? []), kv.Flags, kv.Session))]);
    }

    /// <summary>Sets a key and locks it with a session. False when another session has it, or had it a moment ago.</summary>
    public Task<bool> AcquireAsync(string key, string value, string session, CancellationToken ct) =>
        PutAsync(key, value, $"?flags={LockFlag.ToString(CultureInfo.InvariantCulture)}&acquire={session}", ct);

    /// <summary>Unlocks a key; its value stays.</summary>
    public Task<bool> ReleaseAsync(string key, string value, string session, CancellationToken ct) =>
        PutAsync(key, value, $"?flags={LockFlag.ToString(CultureInfo.InvariantCulture)}&release={session}", ct);

    /// <summary>Makes a session and returns its ID.</summary>
    /// <param name="ttl">Consul takes 10 s to a day unless configured otherwise; a session may live up to twice as long after its last renewal.</param>
    /// <param name="behavior">What becomes of its keys.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<string> CreateSessionAsync(TimeSpan ttl, ConsulSessionBehavior behavior, CancellationToken ct)
    {
        var body = new ConsulMessages.SessionRequest(
            "mooring",
            behavior == ConsulSessionBehavior.Delete ? "delete" : "release",
            string.Create(CultureInfo.InvariantCulture, $"{(long)ttl.TotalMilliseconds}ms"),
            LockDelay);
        var request = Request(HttpMethod.Put, "session/create");
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, ConsulJson.Default.SessionRequest));
        return Checked(await _http.SendAsync(request, TimeSpan.Zero, ct)).Read(ConsulJson.Default.SessionResponse).ID;
    }

    /// <summary>Renews a session. False when it has ended.</summary>
    public async Task<bool> RenewSessionAsync(string session, CancellationToken ct)
    {
        var response = await _http.SendAsync(Request(HttpMethod.Put, $"session/renew/{session}"), TimeSpan.Zero, ct);
        return response.Status != HttpStatusCode.NotFound && Checked(response).IsSuccess;
    }

    /// <summary>Ends a session.</summary>
    public async Task DestroySessionAsync(string session, CancellationToken ct) =>
        Checked(await _http.SendAsync(Request(HttpMethod.Put, $"session/destroy/{session}"), TimeSpan.Zero, ct));

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<bool> PutAsync(string key, string value, string query, CancellationToken ct)
    {
        var request = Request(HttpMethod.Put, $"kv/{Escape(key)}{query}");
        request.Content = new StringContent(value, Encoding.UTF8);
        return Checked(await _http.SendAsync(request, TimeSpan.Zero, ct)).Text == "true";
    }

    private HttpRequestMessage Request(HttpMethod method, string pathAndQuery)
    {
        var request = new HttpRequestMessage(method, new Uri(_address, pathAndQuery));
        if (_options.Token is { } token)
        {
            request.Headers.TryAddWithoutValidation("X-Consul-Token", token);
        }

        if (_options.Username is { } user)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{_options.Password}")));
        }

        return request;
    }

    private StoreResponse Checked(StoreResponse response) => response.IsSuccess ? response : throw Refused(response);

    private DiscoveryException Refused(StoreResponse response) => new($"{_address.Authority}: Consul answers {(int)response.Status}: {response.Text}");

    private static string Escape(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
}
