using System.Security.Cryptography;
using Mooring.Pki;
using static Mooring.Tests.Unit.Pki.Certificates;

namespace Mooring.Tests.Unit.Pki;

public sealed class RenewalPolicyTests
{
    private static readonly SubjectAltNames Web = SubjectAltNames.Parse("web");
    private static readonly CertificatePair Stored = Server("web");
    private static readonly RenewalInput Good = new(Stored, null, Edge.Facts, CertificateUse.Server, Web);

    public static TheoryData<string, Func<RenewalInput>, int, string?> Cases => new()
    {
        { "fresh", () => Good, 0, null },
        { "before two thirds less jitter", () => Good, 18, null },
        { "after two thirds", () => Good, 20, RenewalReasons.RenewalDue },
        { "renew-before reached", () => Good with { RenewBefore = TimeSpan.FromDays(20) }, 10, RenewalReasons.RenewalDue },
        { "renew-before as long as the life", () => Good with { RenewBefore = TimeSpan.FromDays(31) }, 0, null },
        { "nothing stored", () => RenewalInput.Read(null, null, Edge.Facts, CertificateUse.Server, Web), 0, RenewalReasons.Missing },
        { "key gone", () => RenewalInput.Read(Stored.CertificatePem, "", Edge.Facts, CertificateUse.Server, Web), 0, RenewalReasons.Missing },
        { "stored as it was issued", () => RenewalInput.Read(Stored.CertificatePem, Stored.KeyPem, Edge.Facts, CertificateUse.Server, Web), 0, null },
        { "text damaged", () => RenewalInput.Read("x", Stored.KeyPem, Edge.Facts, CertificateUse.Server, Web), 0, "NotPem" },
        { "key of another", () => RenewalInput.Read(Stored.CertificatePem, Edge.Pair.KeyPem, Edge.Facts, CertificateUse.Server, Web), 0, "KeyMismatch" },
        { "other authority", () => Good with { Authority = Other.Facts }, 0, RenewalReasons.AuthorityChanged },
        { "next generation", () => Good with { Authority = NextGeneration() }, 0, RenewalReasons.AuthorityChanged },
        { "address added", () => Good with { Names = SubjectAltNames.Parse("web", "10.0.0.1") }, 0, RenewalReasons.NamesChanged },
        { "wanted as client", () => Good with { Use = CertificateUse.Client, Names = null }, 0, RenewalReasons.UseChanged },
        { "expired", () => Good, 31, "Expired" },
        { "from the future", () => Good, -1, "NotYetValid" },
        { "weak key", Weak, 0, "WeakCrypto" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Check_gives_the_first_reason_when(string name, Func<RenewalInput> input, int daysAfterNoon, string? reason)
    {
        var need = RenewalPolicy.Check(input(), Noon.AddDays(daysAfterNoon));

        Assert.True(need?.Reason == reason, $"{name}: {need}");
    }

    [Fact]
    public void Leaf_that_ends_with_its_authority_is_left_alone_until_the_authority_changes()
    {
        var ending = Edge.IssueServer("web", Web, Month, Noon.AddDays(364));
        var input = Good with { Current = ending };

        Assert.Null(RenewalPolicy.Check(input, Edge.Facts.NotAfter.AddSeconds(-1)));
        Assert.Equal(RenewalReasons.AuthorityChanged, RenewalPolicy.Check(input with { Authority = NextGeneration() }, Edge.Facts.NotAfter.AddSeconds(-1))?.Reason);
    }

    [Fact]
    public void Renewal_time_depends_on_the_serial_alone_and_spreads_over_a_twentieth_of_the_life()
    {
        var facts = Stored.ReadFacts();
        var life = facts.NotAfter - facts.NotBefore;
        var times = Enumerable.Range(1, 1000).Select(serial => RenewalPolicy.RenewalTime(facts with { Serial = serial.ToString("x8") })).ToList();

        Assert.Equal(RenewalPolicy.RenewalTime(facts), RenewalPolicy.RenewalTime(CertificateFacts.Read(Stored.CertificatePem)));
        Assert.All(times, time => Assert.InRange(time, facts.NotBefore + (life * 2 / 3) - (life * 0.05), facts.NotBefore + (life * 2 / 3)));
        Assert.True(times.Max() - times.Min() > life * 0.045);
    }

    [Fact]
    public void Message_names_both_generations_in_a_rollover()
    {
        var need = RenewalPolicy.Check(Good with { Authority = NextGeneration() }, Noon);

        Assert.Contains("generation 1", need?.Message, StringComparison.Ordinal);
        Assert.Contains("generation 2", need?.Message, StringComparison.Ordinal);
    }

    private static CertificateFacts NextGeneration() =>
        CertificateAuthority.Create("edge", KeyAlgorithm.EcdsaP256, TimeSpan.FromDays(800), Noon, generation: 2).Facts;

    private static RenewalInput Weak()
    {
        using var key = RSA.Create(1024);
        var (certificate, keyPem) = SelfSigned(key, HashAlgorithmName.SHA256);
        return RenewalInput.Read(certificate, keyPem, Edge.Facts, CertificateUse.Server, Web);
    }
}
