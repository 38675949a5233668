using Mooring.Scheduling.Views;

namespace Mooring.Fleet.Snapshots;

/// <summary>Shows snapshots to the scheduler.</summary>
public static class SchedulingViews
{
    /// <summary>A container as the scheduler sees it.</summary>
    /// <param name="container">The container.</param>
    /// <param name="engineCpus">Processors of the engine if CPU shares are to count as classic Swarm counted them; else null.</param>
    /// <param name="counts">Whether it takes resources, a slot and its ports: the caller's policy on stopped containers.</param>
    public static ContainerView ToView(this ContainerSnapshot container, long? engineCpus, bool counts) => new(container.ID)
    {
        Names = container.Names,
        Labels = container.Labels,
        Resources = new(
            CpuShares.Reserved(container.Resources.NanoCpus, container.Resources.CpuQuota, container.Resources.CpuPeriod, container.Resources.CpuShares, engineCpus),
            container.Resources.Memory > 0 ? container.Resources.Memory : container.Resources.MemoryReservation),
        Ports = Claims(container.IsUp ? container.Ports : container.PortBindings),
        HostNetwork = container.NetworkMode == "host",
        Exposed = [.. container.ExposedPorts.Select(port => (Known: PortClaim.TryParseExposed(port, out var claim), Claim: claim)).Where(port => port.Known).Select(port => port.Claim)],
        Counts = counts,
    };

    /// <summary>An image as the scheduler sees it.</summary>
    public static ImageView ToView(this ImageSnapshot image) => new(image.ID, image.RepoTags, image.RepoDigests);

    /// <summary>What constraints see of an engine: the facts classic Swarm named, and its labels, which do not override them.</summary>
    public static IReadOnlyDictionary<string, string> ConstraintLabels(this EngineFacts facts)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        (string Name, string? Value)[] known =
        [
            ("storagedriver", facts.StorageDriver), ("kernelversion", facts.KernelVersion),
            ("operatingsystem", facts.OperatingSystem), ("ostype", facts.OsType),
        ];
        foreach (var (name, value) in known.Where(fact => !string.IsNullOrEmpty(fact.Value)))
        {
            labels[name] = value!;
        }

        // "node" is how expressions name the node itself.
        foreach (var (name, value) in facts.Labels.Where(label => label.Key != "node"))
        {
            labels.TryAdd(name, value);
        }

        return labels;
    }

    private static List<PortClaim> Claims(IReadOnlyList<PublishedPort> ports)
    {
        var claims = new List<PortClaim>(ports.Count);
        foreach (var port in ports)
        {
            if (PortClaim.TryParse(port.HostPort, port.Protocol, port.HostIP, out var claim))
            {
                claims.Add(claim);
            }
        }

        return claims;
    }
}
