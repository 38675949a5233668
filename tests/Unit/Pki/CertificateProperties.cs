using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Mooring.Pki;
using static Mooring.Tests.Unit.Pki.Certificates;

namespace Mooring.Tests.Unit.Pki;

/// <summary>What holds for any hosts, addresses and lifetimes.</summary>
public sealed class CertificateProperties
{
    private static readonly Gen<string> Label =
        from letters in Gen.Elements("abcdefghijklmnopqrstuvwxyz0123456789".ToCharArray()).ArrayOf().Where(letters => letters.Length is > 0 and <= 20)
        select new string(letters);

    private static readonly Gen<string> DnsName =
        from first in Gen.Elements("a", "web", "docker-host")
        from labels in Label.ListOf().Where(labels => labels.Count <= 5)
        select string.Join('.', [first, .. labels]);

    private static readonly Gen<string> Address =
        from size in Gen.Elements(4, 16)
        from bytes in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(size)
        select new IPAddress(bytes).ToString();

    private static readonly Gen<List<string>> Hosts = Gen.OneOf(DnsName, Address).NonEmptyListOf().Select(hosts => hosts.ToList());

    private static readonly Gen<TimeSpan> Lifetime = Gen.Choose(60, 120 * 24 * 3600).Select(seconds => TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Server_certificate_covers_its_hosts_and_no_other() =>
        Prop.ForAll(Hosts.ToArbitrary(), Gen.OneOf(DnsName, Address).ToArbitrary(), (hosts, other) =>
        {
            var names = SubjectAltNames.Parse(hosts);
            var pair = Edge.IssueServer(hosts[0], names, Month, Noon);
            var strange = !names.All.Contains(SubjectAltNames.Parse(other).All[0]);
            return pair.ReadFacts().Names == names
                && CertificateChecks.CheckPair(pair, CertificateUse.Server, hosts, Noon) is null
                && (!strange || CertificateChecks.CheckPair(pair, CertificateUse.Server, [other], Noon)?.Flaw == CertificateFlaw.MissingSAN);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Certificate_is_good_from_issue_to_end_and_renewed_in_between() =>
        Prop.ForAll(Lifetime.ToArbitrary(), Gen.Choose(0, 240).ToArbitrary(), (lifetime, day) =>
        {
            var now = Noon.AddDays(day);
            var pair = Edge.IssueClient("alice", lifetime, now);
            var facts = pair.ReadFacts();
            var renewal = RenewalPolicy.RenewalTime(facts);
            return facts.NotAfter == now + lifetime
                && renewal > now && renewal < facts.NotAfter
                && CertificateChecks.CheckPair(pair, CertificateUse.Client, [], now) is null
                && CertificateChecks.CheckPair(pair, CertificateUse.Client, [], facts.NotAfter.AddSeconds(-1)) is null
                && CertificateChecks.CheckPair(pair, CertificateUse.Client, [], facts.NotAfter)?.Flaw == CertificateFlaw.Expired;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Renewal_falls_between_issue_and_end_for_any_renew_before() =>
        Prop.ForAll(Lifetime.ToArbitrary(), Lifetime.ToArbitrary(), (lifetime, before) =>
        {
            var facts = Edge.Facts with { NotBefore = Noon - (lifetime / 10), NotAfter = Noon + lifetime };
            var renewal = RenewalPolicy.RenewalTime(facts, before);
            return renewal > Noon && renewal < facts.NotAfter;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_survive_their_own_text() =>
        Prop.ForAll(Hosts.ToArbitrary(), hosts => SubjectAltNames.Parse(SubjectAltNames.Parse(hosts).All) == SubjectAltNames.Parse(hosts))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_text_is_refused_by_name_and_never_otherwise() =>
        Prop.ForAll(Gen.Choose(0, Edge.Pair.CertificatePem.Length - 1).ToArbitrary(), Gen.Choose(32, 126).ToArbitrary(), (at, code) =>
        {
            var damaged = Edge.Pair.CertificatePem.Remove(at, 1).Insert(at, ((char)code).ToString());
            var problem = CertificateChecks.CheckAuthority(damaged, Edge.Pair.KeyPem, null, Noon);
            return problem is null || Enum.IsDefined(problem.Flaw);
        }).QuickCheckThrowOnFailure();
}
