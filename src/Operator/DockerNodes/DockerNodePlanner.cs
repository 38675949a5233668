using Mooring.Api;
using Mooring.Fleet.Snapshots;

namespace Mooring.Operator.DockerNodes;

/// <summary>Decides what a DockerNode needs next. Pure.</summary>
public static class DockerNodePlanner
{
    // Days left of the certificate are in the status, so it is looked at a few times a day.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(6);

    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    /// <summary>Plans one round.</summary>
    public static DockerNodePlan Plan(DockerNodeObservation seen) => seen switch
    {
        { Deleting: true, Protected: false } => new([]),
        { Deleting: true, Node.Spec.DeletionPolicy: NodeDeletionPolicy.Purge } => PlanPurge(seen),
        { Deleting: true } => new([new DockerNodeStep.RemoveFinalizer()]),
        { Protected: false } => new([new DockerNodeStep.AddFinalizer()]),
        _ => new([], NextLook: LongestSleep),
    };

    private static DockerNodePlan PlanPurge(DockerNodeObservation seen)
    {
        if (seen.Busy)
        {
            return new([], "container operations are under way", SoonAgain);
        }

        if (seen is { Twins.Count: 0, Engine: { State: EngineState.Healthy, IsSynced: true } })
        {
            return seen.Ours.Count == 0
                ? new([new DockerNodeStep.RemoveFinalizer()])
                : new([.. seen.Ours.Select(container => new DockerNodeStep.RemoveContainer(container))], $"{seen.Ours.Count} containers are being removed");
        }

        return new([], seen.Twins.Count > 0
            ? "deletionPolicy Purge removes nothing while another DockerNode shows the same engine; set spec.deletionPolicy to Orphan to leave its containers behind"
            : "deletionPolicy Purge waits for the engine to answer; set spec.deletionPolicy to Orphan to leave its containers behind");
    }
}
