using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Engine.Transport;

/// <summary>The parsed TLS material of one engine, and the handshake made with it.</summary>
internal sealed class TlsClient : IDisposable
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private readonly X509Certificate2Collection _authorities = [];
    private readonly X509Certificate2Collection _client = [];
    private readonly SslStreamCertificateContext? _presented;
    private readonly PeerCheck _check;

    public TlsClient(TlsCredentials credentials, EngineEndpoint endpoint, TimeProvider clock)
    {
        if (credentials.CaPem is null && credentials.PinnedSha256 is null)
        {
            throw new InvalidTlsMaterialException("Neither a CA certificate nor a pinned fingerprint is given; nothing could be trusted.");
        }

        if (credentials.CaPem is { } authorities)
        {
            TlsMaterial.ReadCertificates("CA certificate", authorities, _authorities);
        }

        if (credentials.CertificatePem is { } certificate)
        {
            TlsMaterial.ReadPair(certificate, credentials.KeyPem, _client);
            _presented = SslStreamCertificateContext.Create(_client[0], [.. _client.Skip(1)], offline: true);
        }

        ServerName = credentials.ServerName ?? endpoint.Host;
        _check = new(endpoint, ServerName, _authorities, TlsMaterial.ReadFingerprint(credentials.PinnedSha256), clock);
    }

    public string ServerName { get; }

    /// <summary>Makes the handshake; the verdict on the engine's certificate is given also when it fails.</summary>
    public async Task<SslStream> AuthenticateAsync(Stream transport, PeerVerdict verdict, CancellationToken ct)
    {
        var tls = new SslStream(transport, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(OptionsFor(verdict), ct);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var certificate in _authorities.Concat(_client))
        {
            certificate.Dispose();
        }
    }

    private SslClientAuthenticationOptions OptionsFor(PeerVerdict verdict)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = _check.Now.UtcDateTime,
        };
        policy.CustomTrustStore.AddRange(_authorities);
        policy.ApplicationPolicy.Add(ServerAuthentication);
        return new()
        {
            TargetHost = ServerName,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = policy,
            ClientCertificateContext = _presented,
            // A resumed session would hide a replaced certificate.
            AllowTlsResume = false,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) => _check.Judge(certificate as X509Certificate2, chain, verdict),
        };
    }
}
