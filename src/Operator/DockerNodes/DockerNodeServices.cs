using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Mooring.Api;
using Mooring.Fleet;
using Mooring.Kube;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Models;
using Mooring.Kube.Reconciling;
using Mooring.Operator.Engines;
using Mooring.Operator.Reporting;

namespace Mooring.Operator.DockerNodes;

/// <summary>Registers the DockerNode loop and what keeps the fleet like the DockerNodes.</summary>
public static class DockerNodeServices
{
    /// <summary>Adds the controller and what it is made of.</summary>
    public static IServiceCollection AddDockerNodeController(this IServiceCollection services, ControllerOptions options) => services
        .AddHostedService<FleetMembership>()
        .AddSingleton<DockerNodeObserver>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<StatusWriter<DockerNode, DockerNodeStatus>>(
            provider, MooringResources.DockerNodes, ApiJson.Default.DockerNodeStatus))
        .AddController<DockerNodeReconciler>("dockernode", controller => controller
            .With(options)
            .Watch<DockerNode>()
            .Watch<V1Secret>((provider, change) => provider.GetRequiredService<IObjectCache<DockerNode>>()
                .List(change.Key.Namespace)
                .Where(node => EngineTargets.SecretOf(node) == change.Key)
                .Select(node => ObjectKey.Of(node)))
            .Source((provider, ct) => EngineWakesAsync(provider.GetRequiredService<EngineFleet>(), ct)));

    /// <summary>A change of an engine concerns its node, and those that show the same engine now or did before.</summary>
    private static async IAsyncEnumerable<ObjectKey> EngineWakesAsync(EngineFleet fleet, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var change in fleet.ChangesAsync(ct))
        {
            yield return EngineKeys.Parse(change.Key);
            if (change.EngineChanged)
            {
                foreach (var twin in new EngineTwins(fleet).Concerned(change.Before, change.After).Where(key => key != change.Key))
                {
                    yield return EngineKeys.Parse(twin);
                }
            }
        }
    }
}
