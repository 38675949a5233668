using Mooring.Api;
using Mooring.Kube.Client;

namespace Mooring.Operator.Clusters;

/// <summary>Which DockerNodes belong to which Cluster: those that name it, and those its selector picks.</summary>
public static class ClusterMembership
{
    /// <summary>Whether a node of the same namespace belongs to the Cluster.</summary>
    public static bool Holds(Cluster cluster, DockerNode node) =>
        node.Metadata.Namespace == cluster.Metadata.Namespace
        && (node.Spec.ClusterRef?.Name == cluster.Metadata.Name || cluster.Spec.NodeSelector?.Matches(node.Metadata.Labels) is true);

    /// <summary>The Clusters a node belongs to.</summary>
    public static IEnumerable<ObjectKey> Of(DockerNode node, IReadOnlyList<Cluster> clusters) =>
        clusters.Where(cluster => Holds(cluster, node)).Select(cluster => ObjectKey.Of(cluster));
}
