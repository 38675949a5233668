using Mooring.Engine;
using Mooring.Fleet.Snapshots;

namespace Mooring.Fleet.Monitors;

/// <summary>Reads from one engine into its cache.</summary>
internal sealed class EngineReader(IDockerClient client, EngineCache cache, SnapshotReader reader, FleetOptions options, TimeProvider clock)
{
    /// <summary>Inspects containers, a few at once; those that are gone leave the cache.</summary>
    public async Task RefreshContainersAsync(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        cache.Apply(await InspectAsync(ids, ct));

    public async Task RefreshImagesAsync(CancellationToken ct)
    {
        var images = await client.Images.ListImagesAsync(new(), ct);
        cache.Update(before => before with { Images = [.. images.Select(reader.Image)] });
    }

    public async Task RefreshNetworksAsync(CancellationToken ct)
    {
        var networks = await client.Networks.ListNetworksAsync(new(), ct);
        cache.Update(before => before with { Networks = [.. networks.Select(reader.Network)] });
    }

    public async Task RefreshVolumesAsync(CancellationToken ct)
    {
        var volumes = await client.Volumes.ListAsync(new(), ct);
        cache.Update(before => before with { Volumes = [.. volumes.Volumes.Select(reader.Volume)] });
    }

    /// <summary>Lists everything; inspects only containers that are new or of which the list says something else than the cache.</summary>
    public async Task SyncAsync(CancellationToken ct)
    {
        var ticket = cache.Ticket();
        var listed = await client.Containers.ListContainersAsync(new() { All = true }, ct);
        var known = cache.Current;
        var engineTime = clock.GetUtcNow() + known.ClockSkew;
        var differing = listed
            .Where(entry => !known.Containers.TryGetValue(entry.ID, out var cached) || !ListComparison.Holds(cached, entry, engineTime))
            .Select(entry => entry.ID).ToList();
        var here = listed.Select(entry => entry.ID).ToHashSet();
        var gone = known.Containers.Keys.Where(id => !here.Contains(id)).Select(id => (ticket, id, (ContainerSnapshot?)null));

        var images = await client.Images.ListImagesAsync(new(), ct);
        var networks = await client.Networks.ListNetworksAsync(new(), ct);
        var volumes = await client.Volumes.ListAsync(new(), ct);
        var inspected = await InspectAsync(differing, ct);
        cache.Apply([.. gone, .. inspected], before => before with
        {
            Images = [.. images.Select(reader.Image)],
            Networks = [.. networks.Select(reader.Network)],
            Volumes = [.. volumes.Volumes.Select(reader.Volume)],
            IsSynced = true,
            LastSync = clock.GetUtcNow(),
        });
        cache.Forget(ticket);
    }

    private async Task<(long Ticket, string ID, ContainerSnapshot? Found)[]> InspectAsync(IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        if (ids.Count == 1)
        {
            return [await InspectAsync(ids.First(), ct)];
        }

        var answers = new (long, string, ContainerSnapshot?)[ids.Count];
        await Parallel.ForEachAsync(ids.Index(), new ParallelOptions { MaxDegreeOfParallelism = options.InspectsPerEngine, CancellationToken = ct },
            async (id, stop) => answers[id.Index] = await InspectAsync(id.Item, stop));
        return answers;
    }

    private async Task<(long Ticket, string ID, ContainerSnapshot? Found)> InspectAsync(string id, CancellationToken ct)
    {
        var ticket = cache.Ticket();
        try
        {
            var found = await client.Containers.InspectContainerAsync(id, ct);
            return (ticket, found.ID, reader.Container(found, cache.Current.Containers.GetValueOrDefault(found.ID)));
        }
        catch (DockerContainerNotFoundException)
        {
            return (ticket, id, null);
        }
    }
}
