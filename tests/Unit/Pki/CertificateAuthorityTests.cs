using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mooring.Pki;
using static Mooring.Tests.Unit.Pki.Certificates;

namespace Mooring.Tests.Unit.Pki;

public sealed class CertificateAuthorityTests
{
    [Fact]
    public void Authority_has_critical_constraints_path_length_0_and_signing_usage_only()
    {
        using var certificate = Edge.Pair.Load();
        var constraints = Assert.Single(certificate.Extensions.OfType<X509BasicConstraintsExtension>());
        var usage = Assert.Single(certificate.Extensions.OfType<X509KeyUsageExtension>());

        Assert.True(constraints is { Critical: true, CertificateAuthority: true, HasPathLengthConstraint: true, PathLengthConstraint: 0 });
        Assert.True(usage is { Critical: true, KeyUsages: X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign });
        Assert.True(Edge.Facts is { IsAuthority: true, Generation: 1, KeyDescription: "ECDSA P-256", Subject: "CN=edge, dnQualifier=1" or "CN=edge, OID.2.5.4.46=1" });
    }

    [Fact]
    public void Authority_of_either_kind_issues_leaves_of_either_kind_that_pass_the_checks()
    {
        var client = RsaEdge.IssueClient("operator", TimeSpan.FromDays(1), Noon);

        Assert.Equal(("RSA 3072", "RSA 3072", "ECDSA P-256"), (RsaEdge.Facts.KeyDescription, RsaServer.ReadFacts().KeyDescription, client.ReadFacts().KeyDescription));
        Assert.Null(CertificateChecks.CheckPair(RsaServer, CertificateUse.Server, ["a.example"], Noon));
        Assert.Null(CertificateChecks.CheckPair(client, CertificateUse.Client, [], Noon));
        Assert.Null(CertificateChecks.CheckPair(Server("web"), CertificateUse.Server, ["web"], Noon));
    }

    [Fact]
    public void Server_certificate_has_exactly_its_names_and_the_server_use()
    {
        var facts = Server("web1.example", "10.100.199.201", "fd00::1").ReadFacts();

        Assert.Equal(["web1.example", "10.100.199.201", "fd00::1"], facts.Names.All);
        Assert.Equal([CertificateUse.Server], facts.Uses);
        Assert.False(facts.IsAuthority);
        Assert.Equal("CN=web1.example", facts.Subject);
        Assert.Equal(Edge.Facts.SubjectKeyId, facts.AuthorityKeyId);
        Assert.Equal(1, facts.Generation);
    }

    [Fact]
    public void Client_certificate_has_no_names_and_the_client_use()
    {
        var facts = Edge.IssueClient("alice", Month, Noon).ReadFacts();

        Assert.Empty(facts.Names.All);
        Assert.Equal([CertificateUse.Client], facts.Uses);
        Assert.Equal("CN=alice", facts.Subject);
    }

    [Fact]
    public void Validity_starts_five_minutes_early_and_ends_after_the_lifetime()
    {
        var facts = Server("web").ReadFacts();

        Assert.Equal((Noon.AddMinutes(-5), Noon + Month), (facts.NotBefore, facts.NotAfter));
    }

    [Fact]
    public void Validity_starts_only_a_tenth_early_when_the_life_is_short()
    {
        var short_lived = Edge.IssueClient("drill", TimeSpan.FromMinutes(2), Noon.AddDays(1)).ReadFacts();

        Assert.Equal(Noon.AddDays(1).AddSeconds(-12), short_lived.NotBefore);
    }

    [Fact]
    public void Leaf_never_outlives_or_predates_its_authority()
    {
        var authority = CertificateAuthority.Create("brief", KeyAlgorithm.EcdsaP256, TimeSpan.FromMinutes(10), Noon);

        var facts = authority.IssueClient("alice", Month, Noon).ReadFacts();

        Assert.Equal((authority.Facts.NotBefore, authority.Facts.NotAfter), (facts.NotBefore, facts.NotAfter));
    }

    [Theory]
    [InlineData(366, CertificateFlaw.Expired)]
    [InlineData(-1, CertificateFlaw.NotYetValid)]
    public void Authority_does_not_sign_outside_its_own_validity(int daysAfterNoon, CertificateFlaw flaw)
    {
        var refused = Assert.Throws<CertificateException>(() => Edge.IssueClient("alice", Month, Noon.AddDays(daysAfterNoon)));

        Assert.Equal(flaw, refused.Problem.Flaw);
    }

    [Fact]
    public void Authority_taken_up_from_its_texts_signs_what_the_original_trusts()
    {
        var again = CertificateAuthority.Load(Edge.Pair.CertificatePem, Edge.Pair.KeyPem);

        var pair = again.IssueServer("web", SubjectAltNames.Parse("web"), Month, Noon);

        Assert.Equal(Edge.Pair.AuthorityPem, pair.AuthorityPem);
        Assert.Null(CertificateChecks.CheckPair(pair, CertificateUse.Server, ["web"], Noon));
    }

    [Fact]
    public void Serials_are_positive_distinct_and_come_from_the_given_source()
    {
        using var source = new CountingSource();
        var authority = CertificateAuthority.Create("edge", KeyAlgorithm.EcdsaP256, Month, Noon, random: source);

        var serials = Enumerable.Range(0, 3).Select(n => authority.IssueClient($"c{n}", Month, Noon).ReadFacts().Serial).ToList();

        Assert.Equal(["42020202020202020202020202020202", "43030303030303030303030303030303", "44040404040404040404040404040404"], serials);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void Client_name_that_does_not_fit_a_common_name_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => Edge.IssueClient(new string('a', length), Month, Noon));

    [Fact]
    public void Server_name_longer_than_a_common_name_leaves_the_subject_empty_and_the_names_critical()
    {
        var host = string.Join('.', Enumerable.Repeat("abcdefghij", 8));
        var pair = Server(host);
        using var certificate = pair.Load();

        Assert.Equal("", certificate.Subject);
        Assert.True(certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().Critical);
        Assert.Null(CertificateChecks.CheckPair(pair, CertificateUse.Server, [host], Noon));
    }

    private sealed class CountingSource : RandomNumberGenerator
    {
        private byte _count;

        public override void GetBytes(byte[] data) => Array.Fill(data, ++_count);
    }
}
