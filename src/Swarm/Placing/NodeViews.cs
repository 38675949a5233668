using Mooring.Engine.Models;
using Mooring.Scheduling.Views;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Placing;

/// <summary>Engines as the scheduler sees them.</summary>
internal static class NodeViews
{
    private const int FullHealth = 100;

    /// <summary>The scheduler's view of an engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="overcommit">Factor by which its capacity is stretched.</param>
    /// <param name="failureRetry">Failures in a row that make it unhealthy.</param>
    public static NodeView Of(EngineView engine, double overcommit, int failureRetry) => new(engine.Id, engine.Name)
    {
        Labels = engine.Labels,
        Total = EngineResources.Total(engine, overcommit),
        MaxContainers = NodeView.SlotsOf(engine.Labels),
        Health = engine.Health != EngineHealth.Healthy || engine.Failures >= failureRetry ? 0 : FullHealth - engine.Failures * FullHealth / failureRetry,
        HealthReason = engine.Error,
        Containers = [.. engine.Containers.Values.Select(container => Of(container, engine))],
        Images = [.. engine.Images.Select(image => new ImageView(image.ID, image.RepoTags, image.RepoDigests))],
    };

    private static ContainerView Of(ContainerEntry container, EngineView engine)
    {
        var config = container.Inspected.Config;
        var host = container.Inspected.HostConfig;
        return new(container.Id)
        {
            Names = container.Names,
            Labels = container.Labels,
            Resources = EngineResources.Reserved(container, engine),
            Ports = [.. Claims(host.PortBindings?.Select(pair => (pair.Key, pair.Value))), .. Claims(container.Inspected.NetworkSettings.Ports?.Select(pair => (pair.Key, pair.Value ?? [])))],
            HostNetwork = host.NetworkMode == "host",
            Exposed = [.. Exposed(config.ExposedPorts?.Keys ?? [])],
            Reservation = container.SwarmId,
        };
    }

    private static IEnumerable<PortClaim> Claims(IEnumerable<(string Port, IReadOnlyList<PortBinding> Bindings)>? ports)
    {
        foreach (var (port, bindings) in ports ?? [])
        {
            foreach (var binding in bindings ?? [])
            {
                if (PortClaim.TryParse(binding.HostPort, port.Split('/') is [_, var protocol] ? protocol : null, binding.HostIP, out var claim))
                {
                    yield return claim;
                }
            }
        }
    }

    private static IEnumerable<PortClaim> Exposed(IEnumerable<string> ports)
    {
        foreach (var port in ports)
        {
            if (PortClaim.TryParseExposed(port, out var claim))
            {
                yield return claim;
            }
        }
    }
}
