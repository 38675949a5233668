using Mooring.Api;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Events;
using Mooring.Kube.Models;
using Mooring.Kube.Objects;
using Mooring.Kube.Reconciling;
using Mooring.Pki;

namespace Mooring.Operator.Clusters;

/// <summary>Carries out a Cluster's plan: keys are made here and go nowhere but into Secrets.</summary>
public sealed class ClusterExecutor(
    IKubernetes kube, IObjectCache<Cluster> clusters, IObjectCache<V1Secret> secrets, IEventRecorder events, TimeProvider clock)
{
    /// <summary>Acts step by step; the first failure ends the round and is returned.</summary>
    public async Task<Fault?> ActAsync(ClusterObservation seen, ClusterPlan plan, CancellationToken ct)
    {
        try
        {
            foreach (var step in plan.Steps)
            {
                await ActAsync(seen, step, ct);
            }

            return null;
        }
        catch (Exception e) when (e is KubernetesException or CertificateException)
        {
            return FaultMap.From(e);
        }
    }

    private async Task ActAsync(ClusterObservation seen, ClusterStep step, CancellationToken ct)
    {
        var key = ObjectKey.Of(seen.Cluster);
        switch (step)
        {
            case ClusterStep.AddFinalizer when Finalizers.Add(seen.Cluster, MooringLabels.Finalizer) is { } patch:
                clusters.Observe(await kube.PatchAsync(MooringResources.Clusters, key, patch, ct));
                break;
            case ClusterStep.RemoveFinalizer when Finalizers.Remove(seen.Cluster, MooringLabels.Finalizer) is { } patch:
                await kube.PatchAsync(MooringResources.Clusters, key, patch, ct);
                break;
            case ClusterStep.GenerateAuthority:
                var authority = CertificateAuthority.Create(
                    key.Name,
                    seen.Cluster.Spec.Tls.KeyAlgorithm is Api.KeyAlgorithm.RSA3072 ? Pki.KeyAlgorithm.Rsa3072 : Pki.KeyAlgorithm.EcdsaP256,
                    seen.Cluster.Spec.Tls.CaLifetime.ToTimeSpan(),
                    clock.GetUtcNow());
                secrets.Observe(await kube.CreateAsync(
                    KubeResources.Secrets,
                    Secret(seen.Cluster, ClusterSecrets.Authority(key.Name), "kubernetes.io/tls", CertificateSecrets.Write(authority.Pair)),
                    ct));
                events.Record(seen.Cluster, EventType.Normal, "CAGenerated", "Generate", $"generated CA {authority.Facts.Subject} in Secret {ClusterSecrets.Authority(key.Name)}");
                break;
            case ClusterStep.IssueClientPair issue:
                await IssueAsync(seen, issue, ct);
                break;
            case ClusterStep.DeleteSecret { Secret: var secret }:
                await kube.TryDeleteAsync(KubeResources.Secrets, secret, ct);
                break;
        }
    }

    private async Task IssueAsync(ClusterObservation seen, ClusterStep.IssueClientPair issue, CancellationToken ct)
    {
        var cluster = seen.Cluster.Metadata.Name;
        var (name, subject) = issue.Pair is ClientPair.People
            ? (ClusterSecrets.Client(cluster), $"{cluster}-client")
            : (ClusterSecrets.Operator(cluster), "mooring-operator");
        var pair = CertificateSecrets.LoadAuthority(seen.Authority!).IssueClient(subject, seen.Cluster.Spec.Tls.CertificateLifetime.ToTimeSpan(), clock.GetUtcNow());
        var wanted = Secret(seen.Cluster, name, CertificateSecrets.TypeOf(issue.Pair), CertificateSecrets.Write(issue.Pair, pair));
        secrets.Observe(issue.Existing is { } existing
            ? await kube.ReplaceAsync(KubeResources.Secrets, existing with { Data = wanted.Data }, ct)
            : await kube.CreateAsync(KubeResources.Secrets, wanted, ct));
        events.Record(seen.Cluster, EventType.Normal, "CertificateIssued", "Issue", $"issued client certificate {subject} into Secret {name}: {issue.Why}");
    }

    private static V1Secret Secret(Cluster cluster, string name, string type, IReadOnlyDictionary<string, byte[]> data) => new(
        new V1ObjectMeta(
            name,
            cluster.Metadata.Namespace,
            Labels: new Dictionary<string, string> { [MooringLabels.Cluster] = cluster.Metadata.Name },
            OwnerReferences: [OwnerReferences.To(cluster)]),
        data,
        type);
}
