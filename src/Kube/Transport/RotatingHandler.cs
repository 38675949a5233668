using System.Net;
using System.Security.Cryptography.X509Certificates;
using Mooring.Kube.Client;
using Mooring.Kube.Configuration;

namespace Mooring.Kube.Transport;

/// <summary>
/// Connections to the API server. A new client certificate needs new connections, so it gets a handler of its own; requests under
/// way finish on the one before, which is closed at the next change: certificates live longer than any watch.
/// </summary>
internal sealed class RotatingHandler(KubernetesClientConfiguration config, KubernetesClientOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private HttpMessageInvoker? _current;
    private HttpMessageInvoker? _previous;
    private string? _thumbprint;

    /// <summary>The handler to use with this client certificate.</summary>
    public HttpMessageInvoker For(X509Certificate2? certificate)
    {
        lock (_gate)
        {
            if (_current is null || _thumbprint != certificate?.Thumbprint)
            {
                _previous?.Dispose();
                _previous = _current;
                _current = new HttpMessageInvoker(Create(certificate));
                _thumbprint = certificate?.Thumbprint;
            }

            return _current;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _previous?.Dispose();
            _current?.Dispose();
        }
    }

    private SocketsHttpHandler Create(X509Certificate2? certificate) => new()
    {
        SslOptions = ServerTrust.Options(config, certificate),
        Proxy = config.Proxy is { } proxy ? new WebProxy(proxy) : null,
        UseProxy = true,
        UseCookies = false,
        // A redirect would carry the token elsewhere.
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        ConnectTimeout = options.ConnectTimeout,
        // The rest of a watch never comes; its connection is closed at once.
        ResponseDrainTimeout = TimeSpan.Zero,
        EnableMultipleHttp2Connections = true,
        // A server that vanished without closing is noticed within the sum of both, as long as anything is under way.
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = options.KeepAlivePingDelay,
        KeepAlivePingTimeout = options.KeepAlivePingTimeout,
        PooledConnectionIdleTimeout = options.IdleConnectionTimeout,
    };
}
