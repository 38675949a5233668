using System.Net;
using Mooring.Pki;
using static Mooring.Tests.Unit.Pki.Certificates;

namespace Mooring.Tests.Unit.Pki;

/// <summary>What OpenSSL, and with it most of the world beside Go and .NET, makes of our certificates.</summary>
public sealed class OpensslVerifyTests
{
    private static readonly string At = Noon.AddHours(1).ToUnixTimeSeconds().ToString();

    [Theory]
    [InlineData(KeyAlgorithm.EcdsaP256)]
    [InlineData(KeyAlgorithm.Rsa3072)]
    public async Task Strict_verification_accepts_a_server_for_its_names_only(KeyAlgorithm algorithm)
    {
        var pair = algorithm == KeyAlgorithm.Rsa3072 ? RsaServer : Server("a.example", "10.0.0.1", "fd00::1");

        Assert.Equal(0, await VerifyAsync(pair, "-purpose", "sslserver", "-verify_hostname", "a.example"));
        Assert.Equal(0, await VerifyAsync(pair, "-purpose", "sslserver", "-verify_ip", "10.0.0.1"));
        Assert.Equal(0, await VerifyAsync(pair, "-purpose", "sslserver", "-verify_ip", "fd00::1"));
        Assert.NotEqual(0, await VerifyAsync(pair, "-verify_hostname", "b.example"));
        Assert.NotEqual(0, await VerifyAsync(pair, "-verify_ip", "10.0.0.2"));
        Assert.NotEqual(0, await VerifyAsync(pair, "-purpose", "sslclient"));
    }

    [Fact]
    public async Task Strict_verification_accepts_a_client_as_client_only()
    {
        var pair = Edge.IssueClient("alice", Month, Noon);

        Assert.Equal(0, await VerifyAsync(pair, "-purpose", "sslclient"));
        Assert.NotEqual(0, await VerifyAsync(pair, "-purpose", "sslserver"));
    }

    [Fact]
    public async Task Strict_verification_accepts_a_server_whose_subject_is_empty()
    {
        var host = string.Join('.', Enumerable.Repeat("abcdefghij", 8));

        Assert.Equal(0, await VerifyAsync(Server(host), "-purpose", "sslserver", "-verify_hostname", host));
    }

    [Fact]
    public async Task Strict_verification_refuses_another_authority() =>
        Assert.NotEqual(0, await VerifyAsync(Server("web").WithAuthorities(Other.Pair.AuthorityPem)));

    [Fact]
    public async Task Name_constraints_hold_outside_our_own_checks()
    {
        var constraints = new NameConstraints(["shop.example"], [IPNetwork.Parse("10.100.0.0/16")]);
        var authority = CertificateAuthority.Create("shop", KeyAlgorithm.EcdsaP256, Month, Noon, constraints: constraints);
        CertificatePair Issue(string host) => authority.IssueServer(host, SubjectAltNames.Parse(host), Month, Noon);

        Assert.Equal(0, await VerifyAsync(Issue("till1.shop.example")));
        Assert.Equal(0, await VerifyAsync(Issue("10.100.199.201")));
        Assert.NotEqual(0, await VerifyAsync(Issue("bank.example")));
        Assert.NotEqual(0, await VerifyAsync(Issue("10.101.0.1")));
    }

    private static async Task<int> VerifyAsync(CertificatePair pair, params string[] options)
    {
        using var openssl = new Openssl();
        var roots = openssl.Write("ca.pem", pair.AuthorityPem);
        var leaf = openssl.Write("cert.pem", pair.CertificatePem);
        return (await openssl.RunAsync(["verify", "-x509_strict", "-attime", At, "-CAfile", roots, "-untrusted", leaf, .. options, leaf])).Code;
    }
}
