using Mooring.Api;
using Mooring.Api.Validation;
using Mooring.Kube.Client;
using Mooring.Scheduling;

namespace Mooring.Operator.Placements;

/// <summary>Everything one round of planning looks at, read from caches only.</summary>
/// <param name="Placement">The resource.</param>
/// <param name="Revision">Fingerprint of its template.</param>
/// <param name="Errors">What is wrong with the spec; empty when it can be acted on.</param>
/// <param name="Request">What a replica asks of a node.</param>
/// <param name="Nodes">Every DockerNode of the namespace, ordered by name.</param>
/// <param name="Containers">The placement's containers on all of them.</param>
/// <param name="Operations">What runs or has failed, by slot.</param>
/// <param name="Restarts">How often in a row a slot's container was started again after a short run.</param>
public sealed record PlacementObservation(
    Placement Placement,
    string Revision,
    IReadOnlyList<FieldError> Errors,
    Request Request,
    IReadOnlyList<PlacementNode> Nodes,
    IReadOnlyList<PlacedContainer> Containers,
    IReadOnlyDictionary<string, OperationState> Operations,
    IReadOnlyDictionary<string, int> Restarts)
{
    /// <summary>Name and namespace.</summary>
    public ObjectKey Key => ObjectKey.Of(Placement);

    /// <summary>Whether the placement waits for its containers to go.</summary>
    public bool Deleting => Placement.Metadata.DeletionTimestamp is not null;

    /// <summary>Whether our finalizer is there.</summary>
    public bool Protected => Placement.Metadata.Finalizers.Contains(MooringLabels.Finalizer);

    /// <summary>The node of that name, or null when it was deleted.</summary>
    public PlacementNode? NodeOf(string name) => Nodes.FirstOrDefault(node => node.Name == name);
}
