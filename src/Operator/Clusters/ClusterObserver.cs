using Mooring.Api;
using Mooring.Api.Validation;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Models;
using Mooring.Kube.Objects;

namespace Mooring.Operator.Clusters;

/// <summary>Gathers what a Cluster's plan needs from the caches.</summary>
public sealed class ClusterObserver(IObjectCache<Cluster> clusters, IObjectCache<DockerNode> nodes, IObjectCache<V1Secret> secrets)
{
    /// <summary>The observation; null when the Cluster is gone.</summary>
    public ClusterObservation? Observe(ObjectKey key)
    {
        if (clusters.Get(key) is not { } cluster)
        {
            return null;
        }

        var supplied = cluster.Spec.Tls.CaSecretRef?.Name;
        var generated = new[] { ClusterSecrets.Operator(key.Name), ClusterSecrets.Client(key.Name), ClusterSecrets.Authority(key.Name) }
            .Where(name => name != supplied)
            .Select(Secret)
            .OfType<V1Secret>()
            .ToLookup(secret => secret.IsOwnedBy(cluster));
        V1Secret? Secret(string name) => secrets.Get(key with { Name = name });
        V1Secret? Own(string name) => generated[true].FirstOrDefault(secret => secret.Metadata.Name == name);
        return new(
            cluster,
            ClusterValidation.Validate(cluster),
            supplied is null ? Own(ClusterSecrets.Authority(key.Name)) : Secret(supplied),
            Own(ClusterSecrets.Operator(key.Name)),
            Own(ClusterSecrets.Client(key.Name)),
            [.. nodes.List(key.Namespace)
                .Where(node => ClusterMembership.Holds(cluster, node) && node.Metadata.DeletionTimestamp is null)
                .Select(node => new ClusterMember(node.Metadata.Name, node.Status.Conditions.IsTrue(ConditionTypes.Ready)))],
            [.. generated[false].Select(secret => $"Secret {secret.Metadata.Name}")]);
    }
}
