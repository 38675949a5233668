using Mooring.Kube.Models;

namespace Mooring.Operator.Clusters;

/// <summary>One thing to do for a Cluster.</summary>
public abstract record ClusterStep
{
    private ClusterStep()
    {
    }

    /// <summary>Marks the Cluster so that it is not forgotten before its Secrets are gone.</summary>
    public sealed record AddFinalizer : ClusterStep;

    /// <summary>Lets the Cluster go.</summary>
    public sealed record RemoveFinalizer : ClusterStep;

    /// <summary>Makes the authority's key and certificate. Never replaces one: create fails if the Secret exists.</summary>
    public sealed record GenerateAuthority : ClusterStep;

    /// <summary>Issues a client certificate into a Secret.</summary>
    /// <param name="Pair">Which.</param>
    /// <param name="Existing">The Secret to replace; null to create it.</param>
    /// <param name="Why">Why it is issued now.</param>
    public sealed record IssueClientPair(ClientPair Pair, V1Secret? Existing, string Why) : ClusterStep;

    /// <summary>Removes a Secret that belongs to the Cluster.</summary>
    /// <param name="Secret">The Secret.</param>
    public sealed record DeleteSecret(V1Secret Secret) : ClusterStep;
}

/// <summary>The client certificates a Cluster keeps.</summary>
public enum ClientPair
{
    /// <summary>The operator's own.</summary>
    Operator,

    /// <summary>One for people.</summary>
    People,
}
