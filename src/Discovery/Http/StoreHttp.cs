using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Discovery.Http;

/// <summary>HTTP to a store: TLS from files, a timeout on every exchange, and every failure of transport as <see cref="DiscoveryException"/>.</summary>
internal sealed class StoreHttp : IDisposable
{
    /// <summary>Time a store has to answer, beside what it was asked to wait.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    // Certificates are read when a connection is made, so rotated files are in use by then.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly TimeProvider _clock;

    public StoreHttp(DiscoveryOptions options, bool verify, TimeProvider clock)
    {
        _clock = clock;
        _http = new(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = AnswerWithin,
            PooledConnectionLifetime = ConnectionLifetime,
            SslOptions = new()
            {
                LocalCertificateSelectionCallback = (_, _, _, _, _) => ClientCertificate(options)!,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => !verify || Trusts(options, certificate, chain, errors),
            },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>One exchange, the body read whole.</summary>
    /// <param name="request">What to send; disposed here.</param>
    /// <param name="wait">How long the store may hold the answer back.</param>
    /// <param name="ct">Ends the exchange.</param>
    public async Task<StoreResponse> SendAsync(HttpRequestMessage request, TimeSpan wait, CancellationToken ct)
    {
        var (response, body) = await GuardAsync(request, wait + AnswerWithin, HttpCompletionOption.ResponseContentRead, async (response, limit) =>
        {
            using (response)
            {
                return (response, await response.Content.ReadAsByteArrayAsync(limit));
            }
        }, ct);
        return new(response.StatusCode, body, response.Headers);
    }

    /// <summary>An exchange whose body goes on; the caller disposes the response.</summary>
    public Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken ct) =>
        GuardAsync(request, AnswerWithin, HttpCompletionOption.ResponseHeadersRead, (response, _) => Task.FromResult(response), ct);

    public void Dispose() => _http.Dispose();

    private async Task<T> GuardAsync<T>(
        HttpRequestMessage request, TimeSpan within, HttpCompletionOption completion, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        var store = request.RequestUri!.Authority;
        using var timeout = new CancellationTokenSource(within, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            using (request)
            {
                return await read(await _http.SendAsync(request, completion, limit.Token), limit.Token);
            }
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new DiscoveryException($"{store} does not answer within {within.TotalSeconds:0.#} s", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or CryptographicException)
        {
            throw new DiscoveryException($"{store}: {Innermost(e)}", e);
        }
    }

    private static string Innermost(Exception e) => e is SocketException || e.InnerException is null ? e.Message : Innermost(e.InnerException);

    private static X509Certificate2? ClientCertificate(DiscoveryOptions options) =>
        options is { CertificateFile: { } certificate, KeyFile: { } key } ? X509Certificate2.CreateFromPemFile(certificate, key) : null;

    private static bool Trusts(DiscoveryOptions options, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (options.CaFile is null || errors == SslPolicyErrors.None)
        {
            return errors == SslPolicyErrors.None;
        }

        // The name must fit in any case; what the system does not trust, the given authorities may.
        if (certificate is not X509Certificate2 served || chain is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return false;
        }

        using var own = new X509Chain { ChainPolicy = chain.ChainPolicy };
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.CustomTrustStore.ImportFromPemFile(options.CaFile);
        return own.Build(served);
    }
}
