using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mooring.Pki;

namespace Mooring.Tests.Unit.Pki;

/// <summary>Fixed times, ready authorities, and certificates of a kind Mooring would never make.</summary>
internal static class Certificates
{
    public static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Month = TimeSpan.FromDays(30);

    private static readonly Lazy<CertificateAuthority> LazyRsaEdge = new(() => CertificateAuthority.Create("edge", KeyAlgorithm.Rsa3072, TimeSpan.FromDays(365), Noon));

    private static readonly Lazy<CertificatePair> LazyRsaServer =
        new(() => RsaEdge.IssueServer("a.example", SubjectAltNames.Parse("a.example", "10.0.0.1", "fd00::1"), Month, Noon, KeyAlgorithm.Rsa3072));

    private static readonly Lazy<string> LazyRsa2048 = new(() =>
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    });

    public static CertificateAuthority Edge { get; } = CertificateAuthority.Create("edge", KeyAlgorithm.EcdsaP256, TimeSpan.FromDays(365), Noon);

    public static CertificateAuthority Other { get; } = CertificateAuthority.Create("other", KeyAlgorithm.EcdsaP256, TimeSpan.FromDays(365), Noon);

    /// <summary>Made once, as finding RSA primes is most of what these tests would do otherwise.</summary>
    public static CertificateAuthority RsaEdge => LazyRsaEdge.Value;

    /// <summary>An RSA server certificate of <see cref="RsaEdge"/>.</summary>
    public static CertificatePair RsaServer => LazyRsaServer.Value;

    /// <summary>An RSA key that is just large enough, as PKCS#8.</summary>
    public static string Rsa2048Pem => LazyRsa2048.Value;

    public static CertificatePair Server(params string[] hosts) => Edge.IssueServer(hosts[0], SubjectAltNames.Parse(hosts), Month, Noon);

    public static RSA Rsa2048()
    {
        var key = RSA.Create();
        key.ImportFromPem(Rsa2048Pem);
        return key;
    }

    /// <summary>A self-signed certificate with the given key and digest; an authority unless <paramref name="isAuthority"/> is null.</summary>
    public static (string Certificate, string Key) SelfSigned(AsymmetricAlgorithm key, HashAlgorithmName digest, bool? isAuthority = true, X509KeyUsageFlags? usage = null)
    {
        var name = new X500DistinguishedName("CN=home made");
        var request = key is RSA rsa
            ? new CertificateRequest(name, rsa, digest, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name, (ECDsa)key, digest);
        if (isAuthority is { } authority)
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, critical: true));
        }

        if (usage is { } flags)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(flags, critical: true));
        }

        using var certificate = request.CreateSelfSigned(Noon.AddDays(-1), Noon.AddDays(1));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
