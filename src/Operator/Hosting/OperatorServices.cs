using Microsoft.Extensions.DependencyInjection;
using Mooring.Fleet;
using Mooring.Kube;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Reconciling;
using Mooring.Operator.Clusters;
using Mooring.Operator.DockerNodes;
using Mooring.Operator.Placements;

namespace Mooring.Operator.Hosting;

/// <summary>Registers the operator's loops.</summary>
public static class OperatorServices
{
    // What makes a reconcile fail is nearly always the API server, and failures of containers have delays of their own: when it is back, statuses
    // that went stale meanwhile are to be right soon, however often they could not be written.
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);

    /// <summary>Adds caches, the fleet and the controllers. The Kubernetes runtime is there already.</summary>
    public static IServiceCollection AddOperator(this IServiceCollection services, OperatorOptions options, Installation installation)
    {
        var selection = new InformerOptions(options.WatchNamespace is { } ns ? ListOptions.All with { Namespace = ns } : null);
        var controller = new ControllerOptions(options.Workers) { LongestRetry = LongestRetry };
        return services
            .AddSingleton(installation)
            .AddInformer(MooringResources.DockerNodes, selection)
            .AddInformer(MooringResources.Clusters, selection)
            .AddInformer(MooringResources.Placements, selection)
            .AddInformer(KubeResources.Secrets, selection)
            .AddEngineFleet()
            .AddDockerNodeController(controller)
            .AddClusterController(controller)
            .AddPlacementController(controller);
    }
}
