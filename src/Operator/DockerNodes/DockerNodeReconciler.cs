using Mooring.Api;
using Mooring.Engine;
using Mooring.Fleet;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Events;
using Mooring.Kube.Objects;
using Mooring.Kube.Reconciling;
using Mooring.Operator.Engines;
using Mooring.Operator.Reporting;

namespace Mooring.Operator.DockerNodes;

/// <summary>Reports on a DockerNode's engine, and honours its deletion policy.</summary>
public sealed class DockerNodeReconciler(
    DockerNodeObserver observer,
    IKubernetes kube,
    IObjectCache<DockerNode> nodes,
    EngineFleet fleet,
    StatusWriter<DockerNode, DockerNodeStatus> status,
    IEventRecorder events,
    TimeProvider clock,
    ILogger<DockerNodeReconciler> log) : IReconciler
{
    /// <inheritdoc/>
    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken ct)
    {
        if (observer.Observe(key) is not { } seen)
        {
            return new ReconcileResult.Done();
        }

        var plan = DockerNodePlanner.Plan(seen);
        log.DockerNodePlanned(key, plan.Steps.Count);
        var fault = await ActAsync(seen, plan, ct);
        if (fault is null && plan.Steps is [DockerNodeStep.AddFinalizer or DockerNodeStep.RemoveFinalizer])
        {
            // The object has a new version; its change wakes the next round.
            return new ReconcileResult.Done();
        }

        // A restart of the operator, or a failover, is no news of the hosts: what was reported stands until they were looked at.
        if (!seen.Undecided || seen.Deleting || seen.Node.Status.ObservedGeneration != seen.Node.Metadata.Generation)
        {
            await ReportAsync(seen, plan, fault, ct);
        }

        return (fault, plan.NextLook) switch
        {
            ({ } failed, _) => new ReconcileResult.Retry(failed),
            (null, { } later) => new ReconcileResult.After(later),
            _ => new ReconcileResult.Done(),
        };
    }

    private async Task<Fault?> ActAsync(DockerNodeObservation seen, DockerNodePlan plan, CancellationToken ct)
    {
        var engine = EngineKeys.Of(seen.Node.Metadata.Namespace, seen.Node.Metadata.Name);
        try
        {
            foreach (var step in plan.Steps)
            {
                switch (step)
                {
                    case DockerNodeStep.AddFinalizer when Finalizers.Add(seen.Node, MooringLabels.Finalizer) is { } patch:
                        nodes.Observe(await kube.PatchAsync(MooringResources.DockerNodes, ObjectKey.Of(seen.Node), patch, ct));
                        break;
                    case DockerNodeStep.RemoveFinalizer when Finalizers.Remove(seen.Node, MooringLabels.Finalizer) is { } patch:
                        await kube.PatchAsync(MooringResources.DockerNodes, ObjectKey.Of(seen.Node), patch, ct);
                        break;
                    case DockerNodeStep.RemoveContainer { Container: var container } when fleet.Client(engine) is { } client:
                        await RemoveAsync(client, container.ID, ct);
                        await fleet.RefreshContainerAsync(engine, container.ID, ct);
                        events.Record(seen.Node, EventType.Normal, "ContainerRemoved", "Purge", $"removed {container.Name}: deletionPolicy is Purge");
                        break;
                }
            }

            return null;
        }
        catch (Exception e) when (e is KubernetesException or DockerException)
        {
            return FaultMap.From(e);
        }
    }

    private static async Task RemoveAsync(IDockerClient client, string id, CancellationToken ct)
    {
        try
        {
            await client.Containers.StopContainerAsync(id, new(), ct);
            await client.Containers.RemoveContainerAsync(id, new() { Force = true, RemoveVolumes = true }, ct);
        }
        catch (DockerContainerNotFoundException)
        {
            // Gone is what was wanted.
        }
    }

    private async Task ReportAsync(DockerNodeObservation seen, DockerNodePlan plan, Fault? fault, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var current = seen.Node.Status;
        var built = DockerNodeStatusBuilder.Build(seen, plan, now);
        var generation = seen.Node.Metadata.Generation;
        await status.WriteAsync(seen.Node, current, built with
        {
            ObservedGeneration = fault is null ? generation : current.ObservedGeneration,
            Conditions = ConditionSet.Next(current.Conditions, built.Conditions, generation, now),
        }, ct);
        Tell(seen.Node, current.Conditions, built.Conditions, ConditionTypes.Ready);
        Tell(seen.Node, current.Conditions, built.Conditions, ConditionTypes.TlsReady);
    }

    /// <summary>A change of a condition's reason is news; the same state again is not.</summary>
    private void Tell(DockerNode node, IReadOnlyList<V1Condition> before, IReadOnlyList<V1Condition> after, string type)
    {
        if (after.Find(type) is { } now && now.Reason != before.Find(type)?.Reason && now.Reason is not Reasons.Pending)
        {
            events.Record(node, now.Status == ConditionStatus.False ? EventType.Warning : EventType.Normal, now.Reason, "Probe", now.Message);
        }
    }
}
