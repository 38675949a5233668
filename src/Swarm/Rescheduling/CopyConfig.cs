using System.Text.Json;
using System.Text.Json.Nodes;
using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Scheduling.Views;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Rescheduling;

/// <summary>The body of a create request that makes a container again: same labels, so same swarm ID, constraints and policy.</summary>
internal static class CopyConfig
{
    /// <summary>Makes the body; the container's first network is in it.</summary>
    /// <param name="container">The container when last seen.</param>
    /// <param name="engine">Its engine.</param>
    /// <param name="keepAddress">Whether a fixed address is free again.</param>
    public static JsonObject Create(ContainerEntry container, EngineView engine, bool keepAddress)
    {
        var details = container.Inspected;
        // The engine names a container after its ID unless told otherwise; a copy has an ID of its own.
        var config = details.Config.Hostname == container.ShortId ? details.Config with { Hostname = null } : details.Config;
        var body = JsonSerializer.SerializeToNode(config, EngineJson.Default.ContainerConfig)!.AsObject();
        var host = details.HostConfig with { CpuShares = AskedShares(details.HostConfig, engine), Links = Links(details.HostConfig.Links) };
        body["HostConfig"] = JsonSerializer.SerializeToNode(host, EngineJson.Default.HostConfig);
        if (NetworkOf(details) is { } mode && EndpointOf(container, mode, keepAddress) is { } endpoint)
        {
            var networking = new NetworkingConfig { EndpointsConfig = new Dictionary<string, EndpointSettings> { [mode] = endpoint } };
            body["NetworkingConfig"] = JsonSerializer.SerializeToNode(networking, EngineJson.Default.NetworkingConfig);
        }

        return body;
    }

    /// <summary>The networks it is to be connected to once it is there, with names and addresses as before.</summary>
    public static IEnumerable<(string Network, EndpointSettings Endpoint)> Others(ContainerEntry container, bool keepAddress) =>
        from name in (container.Inspected.NetworkSettings.Networks ?? new Dictionary<string, EndpointSettings>()).Keys
        where name != NetworkOf(container.Inspected) && !IsBuiltIn(name)
        select (name, EndpointOf(container, name, keepAddress)!);

    private static string? NetworkOf(ContainerInspectResponse details) =>
        details.HostConfig.NetworkMode is { Length: > 0 } mode && !IsBuiltIn(mode) && !mode.StartsWith("container:", StringComparison.Ordinal) ? mode : null;

    private static bool IsBuiltIn(string network) => network is "default" or "bridge" or "host" or "none";

    private static EndpointSettings? EndpointOf(ContainerEntry container, string network, bool keepAddress) =>
        container.Inspected.NetworkSettings.Networks?.GetValueOrDefault(network) is { } endpoint
            ? new()
            {
                IPAMConfig = keepAddress ? endpoint.IPAMConfig : null,
                Aliases = endpoint.Aliases is null ? null : [.. endpoint.Aliases.Where(alias => alias != container.ShortId)],
                Links = endpoint.Links,
                DriverOpts = endpoint.DriverOpts,
            }
            : null;

    // Clients of a swarm write CpuShares as a number of CPUs; the engine was told the matching share.
    private static long? AskedShares(HostConfig host, EngineView engine) =>
        host.CpuShares is > 0 and var shares && engine.Info is { NCPU: > 0 } info ? CpuShares.ToCpus(shares, info.NCPU) : host.CpuShares;

    // The engine says "/db:/web/database" of what was asked for as "db:database".
    private static IReadOnlyList<string>? Links(IReadOnlyList<string>? links) =>
        links is null ? null : [.. links.Select(link => link.Split(':') is [var target, var alias] ? $"{target.TrimStart('/')}:{alias[(alias.LastIndexOf('/') + 1)..]}" : link)];
}
