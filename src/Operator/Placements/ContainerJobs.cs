using Mooring.Api;
using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Fleet;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Models;
using Mooring.Operator.Engines;

namespace Mooring.Operator.Placements;

/// <summary>
/// What is done to containers on engines, call by call. Each job may be cut off after any call: what it left is found by its labels and
/// carried on by the next plan.
/// </summary>
public sealed class ContainerJobs(EngineFleet fleet, IObjectCache<V1Secret> secrets, Installation installation)
{
    /// <summary>Makes the container of a slot and starts it.</summary>
    public async Task CreateAsync(Placement placement, string slot, string revision, string node, Action<OperationStep> at, CancellationToken ct)
    {
        var engine = EngineKeys.Of(placement.Metadata.Namespace, node);
        var client = ClientOf(engine);
        await EnsureImageAsync(client, placement, at, ct);
        await CreateAndStartAsync(engine, client, placement, slot, revision, at, ct);
    }

    /// <summary>Makes the successor of a container. The old one goes only when the new image is there.</summary>
    public async Task ReplaceAsync(Placement placement, PlacedContainer old, string revision, string node, Action<OperationStep> at, CancellationToken ct)
    {
        var engine = EngineKeys.Of(placement.Metadata.Namespace, node);
        var client = ClientOf(engine);
        await EnsureImageAsync(client, placement, at, ct);
        await RemoveAsync(placement, old, at, ct);
        await CreateAndStartAsync(engine, client, placement, old.Slot, revision, at, ct);
    }

    /// <summary>Starts a container that is not running, or resumes a paused one.</summary>
    public async Task StartAsync(Placement placement, PlacedContainer container, Action<OperationStep> at, CancellationToken ct)
    {
        var engine = EngineKeys.Of(placement.Metadata.Namespace, container.Node);
        var client = ClientOf(engine);
        at(OperationStep.Starting);
        try
        {
            await (container.State == "paused"
                ? client.Containers.UnpauseContainerAsync(container.Id, ct)
                : client.Containers.StartContainerAsync(container.Id, ct));
        }
        catch (DockerException e) when (e is DockerConflictException or DockerContainerNotFoundException)
        {
            // Somebody is removing it, or did something else to it: then the next round sees that, and nothing has failed.
            if ((await fleet.RefreshContainerAsync(engine, container.Id, ct))?.State == container.State)
            {
                throw;
            }

            return;
        }

        await fleet.RefreshContainerAsync(engine, container.Id, ct);
    }

    /// <summary>Stops a container within its grace period and removes it with its anonymous volumes. One that is gone already is fine.</summary>
    public async Task RemoveAsync(Placement placement, PlacedContainer container, Action<OperationStep> at, CancellationToken ct)
    {
        var engine = EngineKeys.Of(placement.Metadata.Namespace, container.Node);
        var client = ClientOf(engine);
        at(OperationStep.Removing);
        try
        {
            await client.Containers.StopContainerAsync(container.Id, new() { WaitBeforeKillSeconds = placement.Spec.Template.TerminationGracePeriodSeconds }, ct);
            at(OperationStep.Removing);
            await client.Containers.RemoveContainerAsync(container.Id, new() { RemoveVolumes = true, Force = true }, ct);
        }
        catch (DockerContainerNotFoundException)
        {
            // Somebody was faster; gone is what was wanted.
        }

        await fleet.RefreshContainerAsync(engine, container.Id, ct);
    }

    private IDockerClient ClientOf(string engine) =>
        fleet.Client(engine) ?? throw new DockerException($"{engine} is not connected");

    private async Task EnsureImageAsync(IDockerClient client, Placement placement, Action<OperationStep> at, CancellationToken ct)
    {
        var template = placement.Spec.Template;
        at(OperationStep.Checking);
        if (template.ImagePullPolicy is not ImagePullPolicy.Always)
        {
            try
            {
                await client.Images.InspectImageAsync(template.Image, ct);
                return;
            }
            catch (DockerImageNotFoundException) when (template.ImagePullPolicy is ImagePullPolicy.IfNotPresent)
            {
                // Pulled below.
            }
        }

        at(OperationStep.Pulling);
        var auth = PullCredentials.For(template.Image, PullSecretsOf(placement));
        await client.Images.CreateImageAsync(new ImagesCreateParameters { FromImage = template.Image }, auth, null, ct);
    }

    private IEnumerable<V1Secret> PullSecretsOf(Placement placement) => placement.Spec.Template.ImagePullSecrets
        .Select(reference => secrets.Get(new ObjectKey(placement.Metadata.Namespace, reference.Name))
            ?? throw new FormatException($"Secret {reference.Name} of spec.template.imagePullSecrets does not exist in namespace {placement.Metadata.Namespace}"));

    private async Task CreateAndStartAsync(
        string engine, IDockerClient client, Placement placement, string slot, string revision, Action<OperationStep> at, CancellationToken ct)
    {
        at(OperationStep.Creating);
        var request = ContainerRequest.For(placement, slot, revision, installation.Owner);
        var id = await CreateOrFindAsync(client, request, ct);
        at(OperationStep.Starting);
        await client.Containers.StartContainerAsync(id, ct);
        await fleet.RefreshContainerAsync(engine, id, ct);
    }

    /// <summary>Creates the container; one of this name that is ours and of this revision is the same container, created by a run that was cut off.</summary>
    private static async Task<string> CreateOrFindAsync(IDockerClient client, CreateContainerParameters request, CancellationToken ct)
    {
        try
        {
            return (await client.Containers.CreateContainerAsync(request, ct)).ID;
        }
        catch (DockerConflictException)
        {
            var holder = await client.Containers.InspectContainerAsync(request.Name!, ct);
            string[] identity = [MooringLabels.Owner, MooringLabels.Uid, MooringLabels.Slot, MooringLabels.Revision];
            if (identity.All(label => holder.Config?.Labels is { } labels && labels.TryGetValue(label, out var value) && value == request.Labels![label]))
            {
                return holder.ID;
            }

            throw;
        }
    }
}
