using Mooring.Api;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Events;
using Mooring.Kube.Objects;
using Mooring.Kube.Reconciling;
using Mooring.Operator.Engines;

namespace Mooring.Operator.Placements;

/// <summary>Carries out a placement's plan: finalizers at once, containers by handing them to <see cref="ContainerOperations"/>.</summary>
public sealed class PlacementExecutor(
    IKubernetes kube, IObjectCache<Placement> placements, ContainerOperations operations, ContainerJobs jobs, IEventRecorder events)
{
    /// <summary>Hands container steps over. Reserves their share of each node before it returns; does not wait.</summary>
    /// <returns>Whether every step was taken on; if not, the round is to be repeated.</returns>
    public bool Dispatch(PlacementObservation seen, PlacementPlan plan)
    {
        var taken = true;
        foreach (var step in plan.Steps)
        {
            taken &= step switch
            {
                PlacementStep.Create create => Create(seen, create),
                PlacementStep.Replace replace => Replace(seen, replace),
                PlacementStep.Start start => Start(seen, start.Container),
                PlacementStep.Remove remove => Remove(seen, remove),
                _ => true,
            };
        }

        return taken;
    }

    /// <summary>Adds or removes the finalizer if the plan says so.</summary>
    public async Task<Fault?> ActAsync(PlacementObservation seen, PlacementPlan plan, CancellationToken ct)
    {
        var patch = plan.Steps.OfType<PlacementStep.AddFinalizer>().Any() ? Finalizers.Add(seen.Placement, MooringLabels.Finalizer)
            : plan.Steps.OfType<PlacementStep.RemoveFinalizer>().Any() ? Finalizers.Remove(seen.Placement, MooringLabels.Finalizer)
            : null;
        if (patch is null)
        {
            return null;
        }

        try
        {
            placements.Observe(await kube.PatchAsync(MooringResources.Placements, seen.Key, patch, ct));
            return null;
        }
        catch (KubernetesException e)
        {
            return Fault.From(e);
        }
    }

    private bool Create(PlacementObservation seen, PlacementStep.Create step) => Run(
        seen, step.Slot, step.Node, reserve: true, "Create", $"{ContainerRequest.NameOf(seen.Placement, step.Slot)} on {step.Node}",
        (at, ct) => RenewAsync(new(seen.Key, step.Slot), jobs.CreateAsync(seen.Placement, step.Slot, seen.Revision, step.Node, at, ct)));

    private bool Replace(PlacementObservation seen, PlacementStep.Replace step) => Run(
        seen, step.Old.Slot, step.Node, reserve: true, "Replace", $"{step.Old.Name} on {step.Old.Node} by revision {seen.Revision} on {step.Node}: {step.Why}",
        (at, ct) => RenewAsync(new(seen.Key, step.Old.Slot), jobs.ReplaceAsync(seen.Placement, step.Old, seen.Revision, step.Node, at, ct)));

    /// <summary>A new container has not crashed yet.</summary>
    private async Task RenewAsync(SlotKey key, Task job)
    {
        await job;
        operations.ClearRestarts(key);
    }

    private bool Start(PlacementObservation seen, PlacedContainer container)
    {
        var started = Run(
            seen, container.Slot, container.Node, reserve: false, container.State == "paused" ? "Resume" : "Start",
            $"{container.Name} on {container.Node}, which was {container.State}",
            (at, ct) => jobs.StartAsync(seen.Placement, container, at, ct));
        if (started && container.State == "exited")
        {
            operations.CountRestart(new(seen.Key, container.Slot), container.FinishedAt - container.StartedAt < RestartDelay.ShortRun);
        }

        return started;
    }

    private bool Remove(PlacementObservation seen, PlacementStep.Remove step) => Run(
        seen, step.Container.RemovalSlot, step.Container.Node, reserve: false, "Remove", $"{step.Container.Name} on {step.Container.Node}: {step.Why}",
        (at, ct) => jobs.RemoveAsync(seen.Placement, step.Container, at, ct));

    private bool Run(
        PlacementObservation seen, string slot, string node, bool reserve, string action, string note, Func<Action<OperationStep>, CancellationToken, Task> run)
    {
        var key = new SlotKey(seen.Key, slot);
        var start = new OperationState(
            EngineKeys.Of(seen.Key.Namespace, node), node, seen.Revision, reserve ? seen.Request.Reserve(key.Reservation) : null);
        return operations.TryStart(key, start, async (at, ct) =>
        {
            try
            {
                await run(at, ct);
                events.Record(seen.Placement, EventType.Normal, "Container" + PastOf(action), action, note);
            }
            catch (Exception e) when (e is not OperationCanceledException && !ct.IsCancellationRequested)
            {
                events.Record(seen.Placement, EventType.Warning, $"Container{action}Failed", action, $"{note}: {FaultMap.From(e).Message}");
                throw;
            }
        });
    }

    private static string PastOf(string action) => action switch
    {
        "Start" => "Started",
        "Resume" => "Resumed",
        _ => action + "d",
    };
}
