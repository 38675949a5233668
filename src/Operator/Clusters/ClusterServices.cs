using Microsoft.Extensions.DependencyInjection;
using Mooring.Api;
using Mooring.Kube;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Models;
using Mooring.Kube.Reconciling;
using Mooring.Operator.Reporting;

namespace Mooring.Operator.Clusters;

/// <summary>Registers the Cluster loop.</summary>
public static class ClusterServices
{
    /// <summary>Adds the controller and what it is made of.</summary>
    public static IServiceCollection AddClusterController(this IServiceCollection services, ControllerOptions options) => services
        .AddSingleton<ClusterObserver>()
        .AddSingleton<ClusterExecutor>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<StatusWriter<Cluster, ClusterStatus>>(
            provider, MooringResources.Clusters, ApiJson.Default.ClusterStatus))
        .AddController<ClusterReconciler>("cluster", controller => controller
            .With(options)
            .Watch<Cluster>()
            .Watch<DockerNode>((provider, change) =>
            {
                var clusters = provider.GetRequiredService<IObjectCache<Cluster>>().List(change.Key.Namespace);
                return change.States.SelectMany(node => ClusterMembership.Of(node, clusters)).Distinct();
            })
            .Watch<V1Secret>((provider, change) => provider.GetRequiredService<IObjectCache<Cluster>>()
                .List(change.Key.Namespace)
                .Where(cluster => ClusterSecrets.Concerns(cluster, change.Key.Name))
                .Select(cluster => ObjectKey.Of(cluster))));
}
