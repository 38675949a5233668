using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Monitoring;

/// <summary>Reads what an engine is and has. Every call has the client's deadline; nothing is kept here.</summary>
internal sealed class EngineReader(string address, IDockerClient client, MonitorOptions options, TimeProvider clock, ILogger log)
{
    /// <summary>Reads what the engine is.</summary>
    /// <exception cref="InvalidEngineException">It cannot be part of a cluster.</exception>
    public async Task<EngineView> DescribeAsync(EngineView before, CancellationToken ct)
    {
        var info = await client.System.GetSystemInfoAsync(ct);
        if (info.NCPU == 0 || info.MemTotal == 0)
        {
            throw new InvalidEngineException($"cannot get resources for this engine, make sure {address} is a Docker Engine, not a Swarm manager");
        }

        var version = await client.System.GetVersionAsync(ct);
        WarnOfSkew(info);
        return before with
        {
            Id = $"{info.ID}|{address}",
            Name = info.Name,
            Ip = before.Ip.Length > 0 ? before.Ip : await ResolveAsync(ct),
            Info = info,
            Version = version,
            Labels = EngineLabels.Read(info, address, log),
        };
    }

    /// <summary>Lists its containers and looks at those that are new or changed.</summary>
    /// <param name="known">What is known of them.</param>
    /// <param name="all">Whether to look at all of them.</param>
    /// <param name="ct">Ends the calls.</param>
    public async Task<ImmutableDictionary<string, ContainerEntry>> ReadContainersAsync(
        IReadOnlyDictionary<string, ContainerEntry> known, bool all, CancellationToken ct)
    {
        var listed = await client.Containers.ListContainersAsync(new() { All = true }, ct);
        var found = new ContainerEntry?[listed.Count];
        await Parallel.ForAsync(0, listed.Count, new ParallelOptions { MaxDegreeOfParallelism = options.CallsAtOnce, CancellationToken = ct }, async (i, stop) =>
            found[i] = !all && known.TryGetValue(listed[i].ID, out var entry) && Agrees(entry, listed[i]) ? entry : await ReadContainerAsync(listed[i].ID, stop));
        return found.OfType<ContainerEntry>().ToImmutableDictionary(entry => entry.Id);
    }

    /// <summary>Looks at one container; null if it is gone.</summary>
    public async Task<ContainerEntry?> ReadContainerAsync(string id, CancellationToken ct)
    {
        try
        {
            var details = await client.Containers.InspectContainerAsync(id, ct);
            return new(ContainerSummary.From(details), details);
        }
        catch (DockerContainerNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Lists its images, networks and volumes.</summary>
    public async Task<EngineView> ReadResourcesAsync(EngineView before, CancellationToken ct)
    {
        var images = client.Images.ListImagesAsync(new() { All = true }, ct);
        var networks = client.Networks.ListNetworksAsync(new(), ct);
        var volumes = client.Volumes.ListAsync(new(), ct);
        return before with { Images = await images, Networks = await networks, Volumes = (await volumes).Volumes };
    }

    // The list shows every change of state in one of these.
    private static bool Agrees(ContainerEntry entry, ContainerListResponse listed) =>
        HumanText.State(entry.State) == listed.State
        && listed.Names.Contains("/" + entry.Name)
        && listed.State != "restarting"
        && HealthIn(listed.Status) == (entry.State.Health?.Status is "starting" or "healthy" or "unhealthy" ? entry.State.Health.Status : "")
        && entry.Listed.Ports.Count(port => port.PublicPort > 0) == listed.Ports.Count(port => port.PublicPort > 0);

    private static string HealthIn(string status) => status switch
    {
        _ when status.EndsWith("(healthy)", StringComparison.Ordinal) => "healthy",
        _ when status.EndsWith("(unhealthy)", StringComparison.Ordinal) => "unhealthy",
        _ when status.EndsWith("(health: starting)", StringComparison.Ordinal) => "starting",
        _ => "",
    };

    private void WarnOfSkew(SystemInfoResponse info)
    {
        if (info.SystemTime is { } time && (clock.GetUtcNow() - time).Duration() >= options.ClockTolerance)
        {
            log.ClockSkewed(info.ID, address);
        }
    }

    private async Task<string> ResolveAsync(CancellationToken ct)
    {
        var host = address[..address.LastIndexOf(':')].Trim('[', ']');
        if (IPAddress.TryParse(host, out _))
        {
            return host;
        }

        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, ct);
            return (addresses.FirstOrDefault(candidate => candidate.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0]).ToString();
        }
        catch (SocketException)
        {
            return host;
        }
    }
}
