using Mooring.Api;
using Mooring.Api.Validation;
using Mooring.Fleet.Snapshots;
using Mooring.Operator.Engines;

namespace Mooring.Operator.DockerNodes;

/// <summary>Everything one round of planning for a DockerNode looks at, read from caches.</summary>
/// <param name="Node">The resource.</param>
/// <param name="Errors">What is wrong with its spec.</param>
/// <param name="Target">How its engine is reached, or what is missing.</param>
/// <param name="Engine">What the fleet knows of the engine; null while it is not in the fleet.</param>
/// <param name="Twins">Other DockerNodes that show the same engine, as <c>namespace/name</c>.</param>
/// <param name="Ours">Containers on it that this installation made for placements of the node's namespace.</param>
/// <param name="Busy">Whether container operations run on it.</param>
public sealed record DockerNodeObservation(
    DockerNode Node,
    IReadOnlyList<FieldError> Errors,
    EngineTarget Target,
    EngineSnapshot? Engine,
    IReadOnlyList<string> Twins,
    IReadOnlyList<ContainerSnapshot> Ours,
    bool Busy = false)
{
    /// <summary>Whether the node waits to be let go.</summary>
    public bool Deleting => Node.Metadata.DeletionTimestamp is not null;

    /// <summary>Whether its engine is being dialled or listed for the first time, so that nothing can be said of it yet.</summary>
    public bool Undecided => Target is EngineTarget.Connection
        && Engine is null or { State: EngineState.Pending, LastError: null } or { State: EngineState.Healthy, IsSynced: false };

    /// <summary>Whether our finalizer is there.</summary>
    public bool Protected => Node.Metadata.Finalizers.Contains(MooringLabels.Finalizer);
}
