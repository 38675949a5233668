using Mooring.Api;
using Mooring.Fleet.Snapshots;
using Mooring.Operator.Placements;
using Mooring.Scheduling.Views;
using Resources = Mooring.Scheduling.Views.Resources;

namespace Mooring.Operator.Engines;

/// <summary>A container on an engine as the scheduler sees it, whoever made it. Pure.</summary>
public static class ContainerViews
{
    /// <summary>The view. Stopped containers count too: they keep their ports and memory for when they start again.</summary>
    public static ContainerView Of(ContainerSnapshot container) => new(container.ID)
    {
        Names = container.Names.Count > 0 ? container.Names : [container.Name],
        Labels = container.Labels,
        Resources = RequestsOf(container),
        Ports = ClaimsOf(container),
        HostNetwork = container.NetworkMode == "host",
        Exposed = [.. container.ExposedPorts.Select(text => PortClaim.TryParseExposed(text, out var claim) ? claim : (PortClaim?)null).OfType<PortClaim>()],
        Group = GroupOf(container),
        Reservation = GroupOf(container) is { } group && container.Labels.TryGetValue(MooringLabels.Slot, out var slot) ? $"{group}/{slot}" : null,
    };

    /// <summary>What was promised to it: our own label, else its limits.</summary>
    public static Resources RequestsOf(ContainerSnapshot container) =>
        container.Labels.TryGetValue(RequestsLabel.Name, out var text) && RequestsLabel.Read(text) is { } promised
            ? promised
            : new(CpusOf(container.Resources), container.Resources.MemoryReservation > 0 ? container.Resources.MemoryReservation : container.Resources.Memory);

    /// <summary>The ports it has while it runs, which of a range are fewer than it asked for; else those it will take when it starts.</summary>
    private static List<PortClaim> ClaimsOf(ContainerSnapshot container)
    {
        var held = Parse(container.Ports);
        return held.Count > 0 ? held : Parse(container.PortBindings);

        static List<PortClaim> Parse(IReadOnlyList<Fleet.Snapshots.PublishedPort> ports) =>
        [
            .. ports
                .Select(port => PortClaim.TryParse(port.HostPort, port.Protocol, port.HostIP, out var claim) ? claim : (PortClaim?)null)
                .OfType<PortClaim>()
                .Distinct(),
        ];
    }

    private static long CpusOf(ContainerResources resources) => resources switch
    {
        { NanoCpus: > 0 } => resources.NanoCpus,
        { CpuQuota: > 0, CpuPeriod: > 0 } => (long)((decimal)resources.CpuQuota / resources.CpuPeriod * Resources.OneCpu),
        _ => 0,
    };

    private static string? GroupOf(ContainerSnapshot container) =>
        container.Labels.TryGetValue(MooringLabels.Namespace, out var ns) && container.Labels.TryGetValue(MooringLabels.Placement, out var placement)
            ? $"{ns}/{placement}"
            : null;
}
