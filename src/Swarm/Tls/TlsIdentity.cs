using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Mooring.Swarm.CommandLine;

namespace Mooring.Swarm.Tls;

/// <summary>
/// The certificate this process shows, as server and as client, and the authorities it trusts. Read again when a file changes or on request; connections
/// that are open keep what they began with.
/// </summary>
public sealed class TlsIdentity(TlsFiles files, TimeProvider clock, ILogger<TlsIdentity> log) : IDisposable
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);
    private readonly Lock _changing = new();
    private volatile Material _material = Material.Read(files);
    private ITimer? _timer;

    /// <summary>Called after new files were taken into use.</summary>
    public event Action? Changed;

    /// <summary>The files as they were read last: certificate, key and authorities in PEM.</summary>
    public (string Certificate, string Key, string? Authority) Pem => (_material.CertificatePem, _material.KeyPem, _material.AuthorityPem);

    /// <summary>Whether the other side must prove itself.</summary>
    public bool Verify => files.Verify;

    /// <summary>Begins to look for changed files.</summary>
    public void Watch() => _timer = clock.CreateTimer(_ => ReloadIfChanged(), null, LookPeriod, LookPeriod);

    /// <summary>Reads the files again; keeps the present ones if the new ones cannot be used.</summary>
    public void Reload()
    {
        lock (_changing)
        {
            try
            {
                _material = Material.Read(files);
                log.CertificatesReloaded(_material.Certificate.TargetCertificate.Thumbprint);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
            {
                log.CertificatesUnusable(e);
                return;
            }
        }

        Changed?.Invoke();
    }

    /// <summary>How a client is met.</summary>
    public SslServerAuthenticationOptions ServerOptions()
    {
        var material = _material;
        return new()
        {
            ServerCertificateContext = material.Certificate,
            ClientCertificateRequired = files.Verify,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            CertificateChainPolicy = files.Verify ? material.Policy() : null,
        };
    }

    /// <summary>How another manager is met.</summary>
    /// <param name="host">The name its certificate must carry when verification is on.</param>
    public SslClientAuthenticationOptions ClientOptions(string host)
    {
        var material = _material;
        return new()
        {
            TargetHost = host,
            ClientCertificateContext = material.Certificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = files.Verify ? material.Policy() : null,
#pragma warning disable CA5359 // "--tls" without "--tlsverify" is the user's word that the other side need not prove itself
            RemoteCertificateValidationCallback = files.Verify ? null : AcceptAny,
#pragma warning restore CA5359
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private static bool AcceptAny(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;

    private void ReloadIfChanged()
    {
        if (Material.Stamp(files) != _material.Stamped)
        {
            Reload();
        }
    }

    private sealed record Material(
        SslStreamCertificateContext Certificate, X509Certificate2Collection Authorities, string CertificatePem, string KeyPem, string? AuthorityPem, long Stamped)
    {
        public static Material Read(TlsFiles files)
        {
            var stamp = Stamp(files);
            var certificatePem = File.ReadAllText(files.Certificate);
            var keyPem = File.ReadAllText(files.Key);
            var authorityPem = files.Authority is null ? null : File.ReadAllText(files.Authority);
            using var fromPem = X509Certificate2.CreateFromPem(certificatePem, keyPem);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificatePem);
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPem(authorityPem ?? "");
            // A key straight from PEM is ephemeral, which not every platform's TLS accepts.
            var leaf = X509CertificateLoader.LoadPkcs12(fromPem.Export(X509ContentType.Pkcs12), null);
            var context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
            return new(context, authorities, certificatePem, keyPem, authorityPem, stamp);
        }

        public static long Stamp(TlsFiles files) => new[] { files.Certificate, files.Key, files.Authority }
            .Aggregate(0L, (stamp, path) => path is null ? stamp : unchecked((stamp * 31) + File.GetLastWriteTimeUtc(path).Ticks));

        public X509ChainPolicy Policy()
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(Authorities);
            return policy;
        }
    }
}
