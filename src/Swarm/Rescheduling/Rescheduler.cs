using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mooring.Engine;
using Mooring.Swarm.Api;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Replication;

namespace Mooring.Swarm.Rescheduling;

/// <summary>Makes the copy of a container of a dead engine, and removes a container that a copy replaced (swarm.md 7).</summary>
internal sealed class Rescheduler(ManagerContext manager, CreateFlow creating, ILogger log)
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);

    /// <summary>Makes a copy elsewhere, and starts it if the container was meant to run.</summary>
    /// <returns>False if it did not work; the container is then listed on its old engine as before.</returns>
    public async Task<bool> MoveAsync(EngineView engine, ContainerEntry container, Lease lease, CancellationToken ct)
    {
        // Off the list, so that its name and its ports are free.
        manager.Refresher.ShowContainer(engine.Address, container.Id, null);
        try
        {
            var keepAddress = await FreeEndpointsAsync(container, ct);
            var call = Call(container, lease, ct);
            var reply = await creating.RunAsync(call, CopyConfig.Create(container, engine, keepAddress), container.Name);
            var id = reply["Id"]!.GetValue<string>();
            var copy = manager.Find(id);
            log.ContainerRescheduled(container.Id, engine.Name, copy.Engine.Name, id);
            await FinishAsync(engine, container, copy, keepAddress, ct);
            return true;
        }
        catch (Exception e) when (e is ApiException or DockerException)
        {
            log.RescheduleFailed(container.Id, e.Message);
            manager.Refresher.ShowContainer(engine.Address, container.Id, container);
            return false;
        }
        catch (OperationCanceledException)
        {
            manager.Refresher.ShowContainer(engine.Address, container.Id, container);
            throw;
        }
    }

    /// <summary>Takes a container of a dead engine off the list: a copy is there already.</summary>
    public void Forget(EngineView engine, ContainerEntry container) => manager.Refresher.ShowContainer(engine.Address, container.Id, null);

    /// <summary>Removes a container that a copy replaced, once the copy's engine has confirmed the copy. Its volumes stay.</summary>
    public async Task RemoveAsync(Placed old, Placed copy, CancellationToken ct)
    {
        try
        {
            await copy.Engine.Client.Containers.InspectContainerAsync(copy.Container.Id, ct);
            await old.Engine.Client.Containers.RemoveContainerAsync(old.Container.Id, new() { Force = true }, ct);
            log.CopyReplaced(old.Container.Id, old.Engine.Name, copy.Container.Id, copy.Engine.Name);
        }
        catch (DockerException e)
        {
            log.RefreshFailed(old.Engine.Address, e.Message);
        }

        await manager.Refresher.RefreshContainerAsync(old.Engine, old.Container.Id, ct);
        await manager.Refresher.RefreshContainerAsync(copy.Engine, copy.Container.Id, ct);
    }

    // As a client's request, so that the same placing, pulling and retrying applies, under the same right to write.
    private static ApiCall Call(ContainerEntry container, Lease lease, CancellationToken ct)
    {
        var context = new DefaultHttpContext { RequestAborted = ct };
        context.Request.Method = HttpMethods.Post;
        context.Features.Set(lease);
        return new(context, new(null, "/containers/create", $"?name={Uri.EscapeDataString(container.Name)}"), "");
    }

    // The old endpoints hold names and addresses in networks that span engines.
    private async Task<bool> FreeEndpointsAsync(ContainerEntry container, CancellationToken ct)
    {
        var free = true;
        foreach (var name in container.Inspected.NetworkSettings.Networks?.Keys ?? [])
        {
            var holder = manager.Cluster.Validated.FirstOrDefault(engine => engine.Health == EngineHealth.Healthy
                && engine.Networks.Any(network => network.Name == name && network.Scope is "global" or "swarm"));
            if (holder is null)
            {
                continue;
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(LongestCall);
            try
            {
                await holder.Client.Networks.DisconnectNetworkAsync(name, new() { Container = container.Name, Force = true }, limit.Token);
            }
            catch (Exception e) when (e is DockerException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                log.EndpointNotFreed(container.Id, name, e.Message);
                free = false;
            }
        }

        return free;
    }

    private async Task FinishAsync(EngineView from, ContainerEntry container, Placed copy, bool keepAddress, CancellationToken ct)
    {
        var client = copy.Engine.Client;
        foreach (var (network, endpoint) in CopyConfig.Others(container, keepAddress))
        {
            await TryAsync(() => client.Networks.ConnectNetworkAsync(network, new() { Container = copy.Container.Id, EndpointConfig = endpoint }, ct),
                reason => log.CopyNotConnected(copy.Container.Id, network, reason));
        }

        if (SteadyState.ShouldRun(container.State, container.Inspected.HostConfig.RestartPolicy?.Name, from.UpdatedAt))
        {
            log.CopyStarting(container.Id, copy.Container.Id);
            await TryAsync(() => client.Containers.StartContainerAsync(copy.Container.Id, ct), reason => log.CopyNotStarted(copy.Container.Id, reason));
        }

        await manager.Refresher.RefreshContainerAsync(copy.Engine, copy.Container.Id, ct);
    }

    private static async Task TryAsync(Func<Task> act, Action<string> failed)
    {
        try
        {
            await act();
        }
        catch (DockerException e)
        {
            failed(e.Message);
        }
    }
}
