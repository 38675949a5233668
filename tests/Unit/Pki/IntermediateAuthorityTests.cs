using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mooring.Pki;
using static Mooring.Tests.Unit.Pki.Certificates;

namespace Mooring.Tests.Unit.Pki;

/// <summary>An authority supplied from a company's own PKI: an intermediate with the chain to a root that peers already trust.</summary>
public sealed class IntermediateAuthorityTests
{
    [Fact]
    public void Leaf_carries_the_intermediate_and_verifies_against_the_root_alone()
    {
        var (intermediate, key, root) = Company();
        Assert.Null(CertificateChecks.CheckAuthority(intermediate, key, root, Noon));

        var pair = CertificateAuthority.Load(intermediate, key, root).IssueServer("web", SubjectAltNames.Parse("web"), Month, Noon);

        Assert.Equal(2, CertificateFacts.ReadAll(pair.CertificatePem).Count);
        Assert.Equal(CertificateFacts.Read(root).Sha256, CertificateFacts.ReadAll(pair.AuthorityPem).Single().Sha256);
        Assert.Null(CertificateChecks.CheckPair(pair, CertificateUse.Server, ["web"], Noon));
    }

    [Fact]
    public async Task Leaf_of_an_intermediate_passes_strict_verification()
    {
        var (intermediate, key, root) = Company();
        var pair = CertificateAuthority.Load(intermediate, key, root).IssueServer("web", SubjectAltNames.Parse("web"), Month, Noon);
        using var openssl = new Openssl();
        var leaf = openssl.Write("cert.pem", pair.CertificatePem);

        var (code, output) = await openssl.RunAsync(
            "verify", "-x509_strict", "-attime", $"{Noon.ToUnixTimeSeconds()}", "-CAfile", openssl.Write("ca.pem", pair.AuthorityPem), "-untrusted", leaf, "-purpose", "sslserver", leaf);

        Assert.True(code == 0, output);
    }

    [Fact]
    public void Intermediate_without_its_root_is_untrusted()
    {
        var (intermediate, key, _) = Company();

        Assert.Equal(CertificateFlaw.Untrusted, CertificateChecks.CheckAuthority(intermediate, key, null, Noon)?.Flaw);
        Assert.Equal(CertificateFlaw.Untrusted, CertificateChecks.CheckAuthority(intermediate, key, Edge.Pair.AuthorityPem, Noon)?.Flaw);
    }

    private static (string Intermediate, string Key, string Root) Company()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var key = Rsa2048();
        var root = Authority(new CertificateRequest("CN=company root", rootKey, HashAlgorithmName.SHA384));
        using var rootCertificate = root.CreateSelfSigned(Noon.AddDays(-1), Noon.AddDays(1000));
        var request = Authority(new CertificateRequest(new X500DistinguishedName("CN=company docker"), new PublicKey(key), HashAlgorithmName.SHA384));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(rootCertificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var intermediate = request.Create(rootCertificate.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), Noon.AddDays(-1), Noon.AddDays(500), [7]);
        return (intermediate.ExportCertificatePem(), key.ExportRSAPrivateKeyPem(), rootCertificate.ExportCertificatePem());
    }

    private static CertificateRequest Authority(CertificateRequest request)
    {
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }
}
