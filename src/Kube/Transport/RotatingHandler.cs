using System.Net;
using System.Security.Cryptography.X509Certificates;
using Mooring.Kube.Client;
using Mooring.Kube.Configuration;

namespace Mooring.Kube.Transport;

/// <summary>
/// Connections to the API server. A new client certificate needs new connections, so it gets a handler of its own; requests under
/// way finish on the old one, whose idle connections then close by themselves.
/// </summary>
internal sealed class RotatingHandler(KubernetesClientConfiguration config, KubernetesClientOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<HttpMessageInvoker> _all = [];
    private X509Certificate2? _certificate;

    /// <summary>The handler to use with this client certificate.</summary>
    public HttpMessageInvoker For(X509Certificate2? certificate)
    {
        lock (_gate)
        {
            if (_all.Count == 0 || !Equals(_certificate, certificate))
            {
                _certificate = certificate;
                _all.Add(new HttpMessageInvoker(Create(certificate)));
            }

            return _all[^1];
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _all.ForEach(invoker => invoker.Dispose());
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
        EnableMultipleHttp2Connections = true,
        // A server that vanished without closing is noticed within the sum of both, as long as anything is under way.
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        KeepAlivePingDelay = options.KeepAlivePingDelay,
        KeepAlivePingTimeout = options.KeepAlivePingTimeout,
        PooledConnectionIdleTimeout = options.IdleConnectionTimeout,
    };
}
