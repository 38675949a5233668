using Mooring.Api;
using Mooring.Kube.Client;

namespace Mooring.Operator;

/// <summary>Where the API server keeps our kinds.</summary>
public static class MooringResources
{
    /// <summary>DockerNodes.</summary>
    public static KubeResource<DockerNode> DockerNodes { get; } =
        new(MooringApi.Group, MooringApi.Version, DockerNode.Plural, DockerNode.KindName, ApiJson.Default.DockerNode);

    /// <summary>Clusters.</summary>
    public static KubeResource<Cluster> Clusters { get; } =
        new(MooringApi.Group, MooringApi.Version, Cluster.Plural, Cluster.KindName, ApiJson.Default.Cluster);

    /// <summary>Placements.</summary>
    public static KubeResource<Placement> Placements { get; } =
        new(MooringApi.Group, MooringApi.Version, Placement.Plural, Placement.KindName, ApiJson.Default.Placement);
}
