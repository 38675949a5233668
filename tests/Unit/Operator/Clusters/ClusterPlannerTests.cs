using Mooring.Api;
using Mooring.Api.Validation;
using Mooring.Kube.Models;
using Mooring.Operator.Clusters;
using Mooring.Pki;

namespace Mooring.Tests.Unit.Operator.Clusters;

public sealed class ClusterPlannerTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CertificateAuthority Authority = CertificateAuthority.Create("demo", Mooring.Pki.KeyAlgorithm.EcdsaP256, TimeSpan.FromDays(1000), Noon);

    [Fact]
    public void Finalizer_comes_first() =>
        Assert.IsType<ClusterStep.AddFinalizer>(Assert.Single(Plan(Seen() with { Cluster = Cluster(finalizer: false) }).Steps));

    [Fact]
    public void Authority_is_generated_once()
    {
        Assert.IsType<ClusterStep.GenerateAuthority>(Assert.Single(Plan(Seen() with { Authority = null }).Steps));
        Assert.Empty(Plan(Seen()).Steps);
    }

    [Fact]
    public void Lost_authority_is_never_replaced()
    {
        var plan = Plan(Seen() with { Authority = null, Cluster = Cluster(known: true) });

        Assert.Equal((0, Reasons.CaLost), (plan.Steps.Count, plan.Reason));
    }

    [Fact]
    public void Supplied_authority_that_is_missing_is_asked_for_by_name()
    {
        var plan = Plan(Seen() with { Authority = null, Cluster = Cluster(supplied: "my-ca") });

        Assert.Equal((0, Reasons.SecretNotFound), (plan.Steps.Count, plan.Reason));
        Assert.Contains("my-ca", plan.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Supplied_certificate_that_is_no_authority_is_refused()
    {
        var leaf = Authority.IssueClient("someone", TimeSpan.FromDays(30), Noon);
        var plan = Plan(Seen() with { Authority = Secret("demo-ca", CertificateSecrets.Write(leaf)), Cluster = Cluster(supplied: "demo-ca") });

        Assert.Equal((0, Reasons.CaInvalid), (plan.Steps.Count, plan.Reason));
    }

    [Fact]
    public void Missing_client_pairs_are_issued()
    {
        var plan = Plan(Seen() with { OperatorPair = null, ClientPair = null });

        Assert.Equal([ClientPair.Operator, ClientPair.People], plan.Steps.OfType<ClusterStep.IssueClientPair>().Select(step => step.Pair));
    }

    [Fact]
    public void Client_pairs_are_renewed_before_they_end()
    {
        var plan = ClusterPlanner.Plan(Seen(), Noon.AddDays(25));

        Assert.Equal(2, plan.Steps.OfType<ClusterStep.IssueClientPair>().Count());
    }

    [Fact]
    public void Secret_of_somebody_else_is_never_replaced()
    {
        var plan = Plan(Seen() with { ClientPair = null, Foreign = ["Secret demo-client"] });

        Assert.Equal((0, Reasons.SecretInvalid), (plan.Steps.Count, plan.Reason));
        Assert.Contains("demo-client", plan.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_that_ends_with_its_authority_is_no_reason_to_look_all_the_time()
    {
        var shortLived = CertificateAuthority.Create("demo", Mooring.Pki.KeyAlgorithm.EcdsaP256, TimeSpan.FromDays(30), Noon);
        var pair = shortLived.IssueClient("x", TimeSpan.FromDays(90), Noon);
        var plan = ClusterPlanner.Plan(
            Seen() with
            {
                Authority = Secret("demo-ca", CertificateSecrets.Write(shortLived.Pair)),
                OperatorPair = Secret("demo-operator-tls", CertificateSecrets.Write(ClientPair.Operator, pair)),
                ClientPair = Secret("demo-client", CertificateSecrets.Write(ClientPair.People, pair)),
            },
            Noon.AddDays(25));

        Assert.True(plan.NextLook > TimeSpan.FromHours(1));
    }

    [Fact]
    public void Expired_authority_says_so() => Assert.Equal(Reasons.CaExpired, ClusterPlanner.Plan(Seen(), Noon.AddDays(1001)).Reason);

    [Fact]
    public void Deletion_removes_own_Secrets_and_not_a_supplied_one()
    {
        var seen = Seen();
        var plan = Plan(seen with
        {
            Cluster = seen.Cluster with { Metadata = seen.Cluster.Metadata with { DeletionTimestamp = Noon } },
            Authority = Secret("my-ca", CertificateSecrets.Write(Authority.Pair), owned: false),
        });

        Assert.Equal(["demo-operator-tls", "demo-client"], plan.Steps.OfType<ClusterStep.DeleteSecret>().Select(step => step.Secret.Metadata.Name));
        Assert.IsType<ClusterStep.RemoveFinalizer>(plan.Steps[^1]);
    }

    [Fact]
    public void Invalid_spec_is_not_acted_on() =>
        Assert.Equal((0, Reasons.Invalid), Plan(Seen() with { Authority = null, Errors = [new FieldError("spec.tls", "wrong")] }) is var plan ? (plan.Steps.Count, plan.Reason) : default);

    private static ClusterPlan Plan(ClusterObservation seen) => ClusterPlanner.Plan(seen, Noon);

    private static ClusterObservation Seen()
    {
        var pair = Authority.IssueClient("x", TimeSpan.FromDays(30), Noon);
        return new(
            Cluster(),
            [],
            Secret("demo-ca", CertificateSecrets.Write(Authority.Pair)),
            Secret("demo-operator-tls", CertificateSecrets.Write(ClientPair.Operator, pair)),
            Secret("demo-client", CertificateSecrets.Write(ClientPair.People, pair)),
            [],
            []);
    }

    private static Cluster Cluster(bool finalizer = true, bool known = false, string? supplied = null) => new(
        new V1ObjectMeta("demo", "default", Uid: "u", Finalizers: finalizer ? [MooringLabels.Finalizer] : []),
        new ClusterSpec(Tls: new ClusterTls(supplied is null ? null : new LocalObjectReference(supplied))),
        new ClusterStatus(Ca: known ? new CaStatus("CN=demo", "abc") : null));

    private static V1Secret Secret(string name, IReadOnlyDictionary<string, byte[]> data, bool owned = true) =>
        new(new V1ObjectMeta(name, "default", OwnerReferences: owned ? [new V1OwnerReference("mooring.dev/v1alpha1", "Cluster", "demo", "u")] : []), data);
}
