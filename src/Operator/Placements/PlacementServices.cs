using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Mooring.Api;
using Mooring.Fleet;
using Mooring.Fleet.Changes;
using Mooring.Kube;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Models;
using Mooring.Kube.Objects;
using Mooring.Kube.Reconciling;
using Mooring.Operator.Engines;
using Mooring.Operator.Reporting;

namespace Mooring.Operator.Placements;

/// <summary>Registers the Placement loop.</summary>
public static class PlacementServices
{
    /// <summary>Adds the controller and what it is made of.</summary>
    public static IServiceCollection AddPlacementController(this IServiceCollection services, ControllerOptions options) => services
        .AddSingleton<ContainerOperations>()
        .AddHostedService(provider => provider.GetRequiredService<ContainerOperations>())
        .AddSingleton<ContainerJobs>()
        .AddSingleton<PlacementObserver>()
        .AddSingleton<PlacementExecutor>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<StatusWriter<Placement, PlacementStatus>>(
            provider, MooringResources.Placements, ApiJson.Default.PlacementStatus))
        .AddController<PlacementReconciler>("placement", controller => controller
            .With(options)
            .Watch<Placement>()
            .Watch<DockerNode>((provider, change) => change.IsStatusOnly && IsInFleet(provider, change.Key) ? [] : In(provider, change.Key.Namespace))
            .Watch<Cluster>((provider, change) => change.IsStatusOnly ? [] : In(provider, change.Key.Namespace))
            .Watch<V1Secret>((provider, change) => In(provider, change.Key.Namespace, placement =>
                placement.Spec.Template.ImagePullSecrets.Any(secret => secret.Name == change.Key.Name)))
            .Source((provider, ct) => provider.GetRequiredService<ContainerOperations>().ProgressAsync(ct))
            .Source((provider, ct) => EngineWakesAsync(provider, ct)));

    private static IEnumerable<ObjectKey> In(IServiceProvider provider, string ns, Func<Placement, bool>? concerned = null) => provider
        .GetRequiredService<IObjectCache<Placement>>()
        .List(ns)
        .Where(placement => concerned?.Invoke(placement) is not false)
        .Select(placement => ObjectKey.Of(placement));

    /// <summary>Of a node that is not dialled only its status says why.</summary>
    private static bool IsInFleet(IServiceProvider provider, ObjectKey node) =>
        provider.GetRequiredService<EngineFleet>().Find(EngineKeys.Of(node.Namespace, node.Name)) is not null;

    private static async IAsyncEnumerable<ObjectKey> EngineWakesAsync(IServiceProvider provider, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var change in provider.GetRequiredService<EngineFleet>().ChangesAsync(ct))
        {
            foreach (var key in Concerned(provider, change).Distinct())
            {
                yield return key;
            }
        }
    }

    /// <summary>An engine's change concerns whoever may use it; a container's its placement, and those that wait for room.</summary>
    private static IEnumerable<ObjectKey> Concerned(IServiceProvider provider, FleetChange change)
    {
        var ns = EngineKeys.Parse(change.Key).Namespace;
        return change.EngineChanged
            ? new EngineTwins(provider.GetRequiredService<EngineFleet>()).Concerned(change.Before, change.After)
                .Select(key => EngineKeys.Parse(key).Namespace)
                .Append(ns)
                .Distinct()
                .SelectMany(space => In(provider, space))
            : change.Containers
                .Where(container => container.Label(MooringLabels.Placement) is not null)
                .Select(container => new ObjectKey(ns, container.Label(MooringLabels.Placement)!))
                .Concat(change.Containers.Any(container => container.After is null)
                    ? In(provider, ns, placement => placement.Status.Conditions.Find(ConditionTypes.Scheduled)?.Status == ConditionStatus.False)
                    : []);
    }
}
