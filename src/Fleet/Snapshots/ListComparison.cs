using Mooring.Engine.Models;

namespace Mooring.Fleet.Snapshots;

/// <summary>
/// Decides from a list entry whether the cached container still holds. A list shows neither start time nor exit code nor health, but its status
/// text follows from them: a container that was restarted unseen says <c>Up 3 seconds</c> where the cache would say <c>Up 2 hours</c>.
/// </summary>
internal static class ListComparison
{
    // Clocks are read at different moments, and the text jumps at the turn of a minute.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <param name="cached">What the cache has.</param>
    /// <param name="listed">What the engine lists.</param>
    /// <param name="engineTime">The engine's clock at the time of the list.</param>
    public static bool Holds(ContainerSnapshot cached, ContainerListResponse listed, DateTimeOffset engineTime) =>
        cached.State == listed.State
        && cached.State != "restarting"
        && cached.ImageID == listed.ImageID
        && listed.Names.Any(name => name.AsSpan().TrimStart('/').SequenceEqual(cached.Name))
        && IsStatus(cached, listed.Status, engineTime)
        && HasPorts(cached, listed.Ports)
        && HasNetworks(cached, listed.NetworkSettings?.Networks);

    private static bool IsStatus(ContainerSnapshot cached, string status, DateTimeOffset time) =>
        StatusText.Of(cached, time) == status || StatusText.Of(cached, time - Tolerance) == status || StatusText.Of(cached, time + Tolerance) == status;

    private static bool HasPorts(ContainerSnapshot cached, IReadOnlyList<Port> ports)
    {
        var published = ports.Where(port => port.PublicPort != 0)
            .Select(port => (port.PrivatePort, port.Type, port.IP ?? "", port.PublicPort.ToString(null as IFormatProvider))).ToHashSet();
        var known = cached.Ports.Where(port => port.HostPort.Length > 0).Select(port => (port.ContainerPort, port.Protocol, port.HostIP, port.HostPort));
        return published.SetEquals(known);
    }

    private static bool HasNetworks(ContainerSnapshot cached, IReadOnlyDictionary<string, EndpointSettings>? networks) =>
        networks is null
        || (networks.Count == cached.Networks.Count
            && cached.Networks.All(known => networks.TryGetValue(known.Name, out var listed) && (listed.IPAddress ?? "") == known.IPAddress));
}
