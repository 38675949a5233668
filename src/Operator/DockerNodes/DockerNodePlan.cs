using Mooring.Fleet.Snapshots;

namespace Mooring.Operator.DockerNodes;

/// <summary>One thing to do for a DockerNode. Reaching its engine is not among them: every replica of the operator does that.</summary>
public abstract record DockerNodeStep
{
    private DockerNodeStep()
    {
    }

    /// <summary>Marks the node so that it is not forgotten before its deletion policy was honoured.</summary>
    public sealed record AddFinalizer : DockerNodeStep;

    /// <summary>Lets the node go.</summary>
    public sealed record RemoveFinalizer : DockerNodeStep;

    /// <summary>Removes a container of this installation.</summary>
    /// <param name="Container">The container.</param>
    public sealed record RemoveContainer(ContainerSnapshot Container) : DockerNodeStep;
}

/// <summary>What to do next for a DockerNode.</summary>
/// <param name="Steps">In order; none means settled or waiting.</param>
/// <param name="Waiting">What its deletion waits for; null when for nothing.</param>
/// <param name="NextLook">When to look again without an event.</param>
public sealed record DockerNodePlan(IReadOnlyList<DockerNodeStep> Steps, string? Waiting = null, TimeSpan? NextLook = null);
