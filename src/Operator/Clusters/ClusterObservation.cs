using Mooring.Api;
using Mooring.Api.Validation;
using Mooring.Kube.Models;

namespace Mooring.Operator.Clusters;

/// <summary>Everything one round of planning for a Cluster looks at, read from caches.</summary>
/// <param name="Cluster">The resource.</param>
/// <param name="Errors">What is wrong with its spec.</param>
/// <param name="Authority">Secret of the authority: the one of <c>caSecretRef</c>, else the generated one; null when it does not exist.</param>
/// <param name="OperatorPair">Secret of the operator's client pair; null when it does not exist.</param>
/// <param name="ClientPair">Secret of the client bundle for people; null when it does not exist.</param>
/// <param name="Members">The member hosts, ordered by name.</param>
/// <param name="Foreign">Secrets that have the names of the Cluster's own and belong to somebody else.</param>
public sealed record ClusterObservation(
    Cluster Cluster,
    IReadOnlyList<FieldError> Errors,
    V1Secret? Authority,
    V1Secret? OperatorPair,
    V1Secret? ClientPair,
    IReadOnlyList<ClusterMember> Members,
    IReadOnlyList<string> Foreign)
{
    /// <summary>Whether the Cluster waits for its Secrets to go.</summary>
    public bool Deleting => Cluster.Metadata.DeletionTimestamp is not null;

    /// <summary>Whether our finalizer is there.</summary>
    public bool Protected => Cluster.Metadata.Finalizers.Contains(MooringLabels.Finalizer);
}

/// <summary>A member host.</summary>
/// <param name="Name">Name of the DockerNode.</param>
/// <param name="Ready">Whether its Ready condition is true.</param>
public sealed record ClusterMember(string Name, bool Ready);
