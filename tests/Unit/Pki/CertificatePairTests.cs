using System.Security.Cryptography;
using Mooring.Pki;
using static Mooring.Tests.Unit.Pki.Certificates;

namespace Mooring.Tests.Unit.Pki;

public sealed class CertificatePairTests
{
    [Theory]
    [InlineData("ec", "EC PRIVATE KEY")]
    [InlineData("rsa", "RSA PRIVATE KEY")]
    public void Traditional_key_forms_are_read_and_written_as_pkcs8(string kind, string label)
    {
        using AsymmetricAlgorithm key = kind == "ec" ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : Rsa2048();
        var (certificate, pkcs8) = SelfSigned(key, HashAlgorithmName.SHA256);
        var traditional = key is RSA rsa ? rsa.ExportRSAPrivateKeyPem() : ((ECDsa)key).ExportECPrivateKeyPem();
        Assert.Contains(label, traditional, StringComparison.Ordinal);

        var pair = CertificatePair.Parse(certificate, traditional);

        Assert.StartsWith("-----BEGIN PRIVATE KEY-----\n", pair.KeyPem, StringComparison.Ordinal);
        Assert.Equal(CertificatePair.Parse(certificate, pkcs8).KeyPem, pair.KeyPem);
    }

    [Fact]
    public async Task Key_file_of_openssl_with_parameters_before_the_key_is_read()
    {
        using var openssl = new Openssl();
        await openssl.RunAsync("ecparam", "-name", "prime256v1", "-genkey", "-out", "key.pem");
        await openssl.RunAsync("req", "-x509", "-key", "key.pem", "-out", "cert.pem", "-subj", "/CN=web", "-days", "1");
        Assert.Contains("EC PARAMETERS", openssl.Read("key.pem"), StringComparison.Ordinal);

        var pair = CertificatePair.Parse(openssl.Read("cert.pem"), openssl.Read("key.pem"));

        Assert.Equal("CN=web", pair.ReadFacts().Subject);
    }

    [Fact]
    public async Task Written_key_is_read_by_openssl_and_holds_the_certificates_key()
    {
        using var openssl = new Openssl();
        var pair = Server("web");
        openssl.Write("key.pem", pair.KeyPem);
        openssl.Write("cert.pem", pair.CertificatePem);

        var (_, ofKey) = await openssl.RunAsync("pkey", "-in", "key.pem", "-pubout");
        var (_, ofCertificate) = await openssl.RunAsync("x509", "-in", "cert.pem", "-noout", "-pubkey");

        Assert.Contains("BEGIN PUBLIC KEY", ofKey, StringComparison.Ordinal);
        Assert.Equal(ofCertificate, ofKey);
    }

    [Fact]
    public void Parsing_what_was_written_changes_nothing()
    {
        var pair = Server("web");

        var again = CertificatePair.Parse("a comment\n" + pair.CertificatePem.ReplaceLineEndings("\r\n"), pair.KeyPem + "\n\n", pair.AuthorityPem + pair.AuthorityPem);

        Assert.Equal((pair.CertificatePem, pair.KeyPem, pair.AuthorityPem), (again.CertificatePem, again.KeyPem, again.AuthorityPem));
    }

    [Fact]
    public void Two_keys_in_one_text_are_refused()
    {
        var refused = Assert.Throws<CertificateException>(() => CertificatePair.Parse(Server("a").CertificatePem, Server("b").KeyPem + Server("c").KeyPem));

        Assert.Equal(CertificateFlaw.NotPem, refused.Problem.Flaw);
    }

    [Fact]
    public void Loaded_pair_has_its_private_key()
    {
        using var certificate = Server("web").Load();

        Assert.True(certificate.HasPrivateKey);
    }

    [Fact]
    public void Key_shows_in_no_text_and_no_error()
    {
        var pair = Server("web");
        var secret = pair.KeyPem.Split('\n')[1];
        var broken = pair.KeyPem.Replace("MIG", "AAA", StringComparison.Ordinal);
        string[] texts =
        [
            pair.ToString(),
            Assert.Throws<CertificateException>(() => CertificatePair.Parse(Edge.Pair.CertificatePem, pair.KeyPem)).ToString(),
            Assert.Throws<CertificateException>(() => CertificatePair.Parse(pair.CertificatePem, broken)).ToString(),
            Assert.Throws<CertificateException>(() => CertificatePair.Parse(pair.KeyPem, pair.KeyPem)).ToString(),
        ];

        Assert.All(texts, text => Assert.DoesNotContain(secret[8..], text, StringComparison.Ordinal));
    }

    [Fact]
    public void Bundle_holds_each_authority_once_in_its_order()
    {
        var bundle = TrustBundle.Join(Other.Pair.AuthorityPem, Edge.Pair.AuthorityPem + Other.Pair.AuthorityPem);

        Assert.Equal([Other.Facts.Sha256, Edge.Facts.Sha256], CertificateFacts.ReadAll(bundle).Select(facts => facts.Sha256));
    }
}
