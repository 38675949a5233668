using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mooring.Pki;
using static Mooring.Tests.Unit.Pki.Certificates;

namespace Mooring.Tests.Unit.Pki;

public sealed class CertificateChecksTests
{
    [Fact]
    public void Certificate_of_host_a_is_refused_as_host_b()
    {
        var pair = Server("dockerhost01", "10.100.199.201");

        Assert.Null(CertificateChecks.CheckPair(pair, CertificateUse.Server, ["dockerhost01", "10.100.199.201"], Noon));
        Assert.Equal(CertificateFlaw.MissingSAN, Check(pair, CertificateUse.Server, "dockerhost02"));
        Assert.Equal(CertificateFlaw.MissingSAN, Check(pair, CertificateUse.Server, "10.100.199.203"));
    }

    [Fact]
    public void Certificate_is_refused_for_the_other_side_of_tls()
    {
        Assert.Equal(CertificateFlaw.Untrusted, Check(Server("web"), CertificateUse.Client));
        Assert.Equal(CertificateFlaw.MissingSAN, Check(Edge.IssueClient("web", Month, Noon), CertificateUse.Server, "web"));
    }

    [Fact]
    public void Server_certificate_without_any_name_is_refused_even_when_the_common_name_fits()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (certificate, keyPem) = SelfSigned(key, HashAlgorithmName.SHA256, isAuthority: null);

        Assert.Equal(CertificateFlaw.MissingSAN, CertificateChecks.CheckPair(certificate, keyPem, certificate, CertificateUse.Server, ["home made"], Noon)?.Flaw);
        Assert.Equal(CertificateFlaw.MissingSAN, CertificateChecks.CheckPair(certificate, keyPem, certificate, CertificateUse.Server, [], Noon)?.Flaw);
    }

    [Fact]
    public void Certificate_of_another_authority_is_untrusted() =>
        Assert.Equal(CertificateFlaw.Untrusted, Check(Server("web").WithAuthorities(Other.Pair.AuthorityPem), CertificateUse.Server, "web"));

    [Fact]
    public void Certificate_is_trusted_by_a_bundle_of_both_generations()
    {
        var both = TrustBundle.Join(Other.Pair.AuthorityPem, Edge.Pair.AuthorityPem);

        Assert.Null(Check(Server("web").WithAuthorities(both), CertificateUse.Server, "web"));
    }

    [Theory]
    [InlineData(31, CertificateFlaw.Expired)]
    [InlineData(-1, CertificateFlaw.NotYetValid)]
    public void Certificate_is_refused_outside_its_validity(int daysAfterNoon, CertificateFlaw flaw) =>
        Assert.Equal(flaw, CertificateChecks.CheckPair(Server("web"), CertificateUse.Server, ["web"], Noon.AddDays(daysAfterNoon))?.Flaw);

    [Fact]
    public void Key_of_another_certificate_is_a_mismatch()
    {
        var (mine, yours) = (Server("web"), Server("web"));

        var problem = CertificateChecks.CheckPair(mine.CertificatePem, yours.KeyPem, mine.AuthorityPem, CertificateUse.Server, ["web"], Noon);

        Assert.Equal(CertificateFlaw.KeyMismatch, problem?.Flaw);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "")]
    [InlineData(null, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData(null, "not a key")]
    [InlineData(null, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----")]
    public void Text_that_is_no_pem_is_named_so(string? certificate, string key)
    {
        var problem = CertificateChecks.CheckPair(
            certificate ?? Edge.Pair.CertificatePem, key, Edge.Pair.AuthorityPem, CertificateUse.Client, [], Noon);

        Assert.Equal(CertificateFlaw.NotPem, problem?.Flaw);
    }

    [Fact]
    public void Weak_authority_is_refused_whatever_makes_it_weak()
    {
        using var small = RSA.Create(1024);
        using var good = Rsa2048();
        using var odd = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp224r1"));

        Assert.Equal(CertificateFlaw.WeakCrypto, CheckAuthority(SelfSigned(small, HashAlgorithmName.SHA256)));
        Assert.Equal(CertificateFlaw.WeakCrypto, CheckAuthority(SelfSigned(odd, HashAlgorithmName.SHA256)));
        Assert.Null(CheckAuthority(SelfSigned(good, HashAlgorithmName.SHA256)));
    }

    [Theory]
    [InlineData("sha1", "pkcs1", true)]
    [InlineData("sha256", "pkcs1", false)]
    [InlineData("sha1", "pss", true)]
    [InlineData("sha256", "pss", false)]
    [InlineData("sha512", "pss", false)]
    public async Task Signature_is_judged_by_its_digest(string digest, string padding, bool weak)
    {
        using var openssl = new Openssl();
        var (code, output) = await openssl.RunAsync(
            "req", "-x509", "-key", openssl.Write("key.pem", Rsa2048Pem), "-out", "ca.pem", "-subj", "/CN=old", "-days", "1", "-" + digest, "-sigopt", $"rsa_padding_mode:{padding}");
        Assert.True(code == 0, output);
        var (certificate, key) = (openssl.Read("ca.pem"), openssl.Read("key.pem"));

        var problem = CertificateChecks.CheckAuthority(certificate, key, null, CertificateFacts.Read(certificate).NotBefore);

        Assert.Equal(weak ? CertificateFlaw.WeakCrypto : (CertificateFlaw?)null, problem?.Flaw);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(false, null)]
    [InlineData(true, X509KeyUsageFlags.DigitalSignature)]
    public void Certificate_that_may_not_sign_is_no_authority(bool? isAuthority, X509KeyUsageFlags? usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(CertificateFlaw.NotACA, CheckAuthority(SelfSigned(key, HashAlgorithmName.SHA256, isAuthority, usage)));
    }

    [Theory]
    [InlineData(2, CertificateFlaw.Expired)]
    [InlineData(-2, CertificateFlaw.NotYetValid)]
    public void Authority_is_refused_outside_its_validity(int daysAfterNoon, CertificateFlaw flaw)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var (certificate, keyPem) = SelfSigned(key, HashAlgorithmName.SHA384);

        Assert.Equal(flaw, CertificateChecks.CheckAuthority(certificate, keyPem, null, Noon.AddDays(daysAfterNoon))?.Flaw);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Authority_must_be_good_for_both_sides_of_tls(bool both)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=one side", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        var uses = new OidCollection { new Oid("1.3.6.1.5.5.7.3.1") };
        if (both)
        {
            uses.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(uses, critical: false));
        using var certificate = request.CreateSelfSigned(Noon.AddDays(-1), Noon.AddDays(1));

        var flaw = CheckAuthority((certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem()));

        Assert.Equal(both ? (CertificateFlaw?)null : CertificateFlaw.Untrusted, flaw);
    }

    [Fact]
    public void Own_authority_passes() => Assert.Null(CheckAuthority((Edge.Pair.CertificatePem, Edge.Pair.KeyPem)));

    [Fact]
    public void Authority_without_hosts_cannot_vouch_for_a_server()
    {
        var clientsOnly = CertificateAuthority.Create("callers", KeyAlgorithm.EcdsaP256, Month, Noon, constraints: NameConstraints.NoHosts);

        Assert.Null(Check(clientsOnly.IssueClient("alice", Month, Noon), CertificateUse.Client));
        foreach (var host in (string[])["web", "10.0.0.1", "::1"])
        {
            var pair = clientsOnly.IssueServer(host, SubjectAltNames.Parse(host), Month, Noon);
            Assert.Equal(CertificateFlaw.Untrusted, Check(pair, CertificateUse.Server, host));
        }
    }

    [Fact]
    public void Name_constraints_leave_room_for_the_permitted_hosts_only()
    {
        var constraints = new NameConstraints(["shop.example"], [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/16")]);
        var authority = CertificateAuthority.Create("shop", KeyAlgorithm.EcdsaP256, Month, Noon, constraints: constraints);
        CertificateFlaw? Judge(string host) => Check(authority.IssueServer(host, SubjectAltNames.Parse(host), Month, Noon), CertificateUse.Server, host);

        Assert.Equal([null, null, null], new[] { "a.shop.example", "10.9.9.9", "fd00::1" }.Select(Judge));
        Assert.Equal([CertificateFlaw.Untrusted, CertificateFlaw.Untrusted, CertificateFlaw.Untrusted], new[] { "shop.example.org", "11.0.0.1", "fe00::1" }.Select(Judge).OfType<CertificateFlaw>());
    }

    private static CertificateFlaw? Check(CertificatePair pair, CertificateUse use, params string[] hosts) =>
        CertificateChecks.CheckPair(pair, use, hosts, Noon) is { } problem ? problem.Flaw : null;

    private static CertificateFlaw? CheckAuthority((string Certificate, string Key) texts) =>
        CertificateChecks.CheckAuthority(texts.Certificate, texts.Key, null, Noon) is { } problem ? problem.Flaw : null;
}
