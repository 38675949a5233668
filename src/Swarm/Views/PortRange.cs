using System.Globalization;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Views;

/// <summary>A port or range of a filter: <c>80</c>, <c>80/udp</c>, <c>8000-8080/tcp</c>.</summary>
/// <param name="First">The first port.</param>
/// <param name="Last">The last port.</param>
/// <param name="Protocol">The protocol, <c>tcp</c> unless written.</param>
public readonly record struct PortRange(int First, int Last, string Protocol)
{
    /// <summary>Reads the filter's value.</summary>
    /// <exception cref="ApiException">400: it is none.</exception>
    public static PortRange Parse(string text)
    {
        var parts = text.Split('/', 2);
        var ends = parts[0].Split('-', 2);
        return int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new(first, last, parts.Length == 2 ? parts[1] : "tcp")
            : throw ApiException.BadRequest($"invalid port in filter: {text}");
    }

    /// <summary>Whether the range covers this port.</summary>
    public bool Holds(int port, string protocol) => port >= First && port <= Last && protocol == Protocol;

    /// <summary>Whether the range covers a port as configurations write it: <c>80/tcp</c>.</summary>
    public bool Holds(string exposed)
    {
        var parts = exposed.Split('/', 2);
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && Holds(port, parts.Length == 2 ? parts[1] : "tcp");
    }
}
