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

        V1Secret? Secret(string name) => secrets.Get(key with { Name = name });
        return new(
            cluster,
            ClusterValidation.Validate(cluster),
            Secret(cluster.Spec.Tls.CaSecretRef?.Name ?? ClusterSecrets.Authority(key.Name)),
            Secret(ClusterSecrets.Operator(key.Name)),
            Secret(ClusterSecrets.Client(key.Name)),
            [.. nodes.List(key.Namespace)
                .Where(node => ClusterMembership.Holds(cluster, node) && node.Metadata.DeletionTimestamp is null)
                .Select(node => new ClusterMember(node.Metadata.Name, node.Status.Conditions.IsTrue(ConditionTypes.Ready)))]);
    }
}
