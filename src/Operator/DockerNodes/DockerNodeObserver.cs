using Mooring.Api;
using Mooring.Api.Validation;
using Mooring.Fleet;
using Mooring.Fleet.Snapshots;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Models;
using Mooring.Operator.Engines;
using Mooring.Operator.Placements;

namespace Mooring.Operator.DockerNodes;

/// <summary>Gathers what a DockerNode's plan needs from the caches.</summary>
public sealed class DockerNodeObserver(IObjectCache<DockerNode> nodes, IObjectCache<V1Secret> secrets, EngineFleet fleet, ContainerOperations operations, Installation installation)
{
    /// <summary>The observation; null when the node is gone.</summary>
    public DockerNodeObservation? Observe(ObjectKey key)
    {
        if (nodes.Get(key) is not { } node)
        {
            return null;
        }

        var operating = operations.Look();
        var errors = DockerNodeValidation.Validate(node);
        var secret = EngineTargets.SecretOf(node) is { } name ? secrets.Get(name) : null;
        var target = errors.Count > 0 ? new EngineTarget.Blocked(Reasons.Pending, "the spec is invalid") : EngineTargets.Resolve(node, secret);
        var engine = fleet.Find(EngineKeys.Of(key.Namespace, key.Name));
        return new(
            node,
            errors,
            target,
            engine,
            [.. new EngineTwins(fleet).Of(engine)],
            engine is null ? [] : [.. engine.Containers.Values.Where(container => IsOurs(container, key.Namespace))],
            operating.RunningOn(EngineKeys.Of(key.Namespace, key.Name)).Any());
    }

    private bool IsOurs(ContainerSnapshot container, string ns) =>
        container.Labels.GetValueOrDefault(MooringLabels.Owner) == installation.Owner && container.Labels.GetValueOrDefault(MooringLabels.Namespace) == ns;
}
