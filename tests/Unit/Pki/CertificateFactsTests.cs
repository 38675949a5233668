using Mooring.Pki;
using static Mooring.Tests.Unit.Pki.Certificates;

namespace Mooring.Tests.Unit.Pki;

public sealed class CertificateFactsTests
{
    [Fact]
    public async Task Facts_are_those_that_openssl_reads()
    {
        using var openssl = new Openssl();
        var pair = Server("web1.example", "10.0.0.1");
        openssl.Write("cert.pem", pair.CertificatePem);
        var facts = pair.ReadFacts();

        var (_, output) = await openssl.RunAsync("x509", "-in", "cert.pem", "-noout", "-serial", "-fingerprint", "-sha256", "-enddate", "-ext", "subjectAltName,extendedKeyUsage");

        Assert.Contains($"serial={facts.Serial.ToUpperInvariant()}", output, StringComparison.Ordinal);
        Assert.Contains(facts.Sha256.ToUpperInvariant(), output.Replace(":", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("notAfter=Jan 31 12:00:00 2030 GMT", output, StringComparison.Ordinal);
        Assert.Contains("DNS:web1.example, IP Address:10.0.0.1\n", output, StringComparison.Ordinal);
        Assert.Contains("TLS Web Server Authentication\n", output, StringComparison.Ordinal);
        Assert.Equal(Noon + Month, facts.NotAfter);
    }

    [Fact]
    public void Generation_is_read_from_authority_and_leaf_and_absent_from_foreign_ones()
    {
        var third = CertificateAuthority.Create("edge", KeyAlgorithm.EcdsaP256, Month, Noon, generation: 3);
        using var key = System.Security.Cryptography.ECDsa.Create();
        var foreign = SelfSigned(key, System.Security.Cryptography.HashAlgorithmName.SHA256);

        Assert.Equal(3, third.Facts.Generation);
        Assert.Equal(3, third.IssueClient("alice", Month, Noon).ReadFacts().Generation);
        Assert.Null(CertificateFacts.Read(foreign.Certificate).Generation);
    }

    [Fact]
    public void Text_without_a_certificate_is_not_pem()
    {
        Assert.Equal(CertificateFlaw.NotPem, Assert.Throws<CertificateException>(() => CertificateFacts.Read("")).Problem.Flaw);
        Assert.Equal(CertificateFlaw.NotPem, Assert.Throws<CertificateException>(() => CertificateFacts.Read(Server("web").KeyPem)).Problem.Flaw);
    }
}
