using System.Globalization;

namespace Mooring.Scheduling.Views;

/// <summary>
/// A host port that a container holds or wants, or a range of which the engine picks one free port. Two claims meet when they share a port and protocol,
/// and their addresses are equal or one of them is all interfaces (swarm.md 4.4).
/// </summary>
/// <param name="First">First port, 1 to 65535.</param>
/// <param name="Last">Last port; equal to <paramref name="First"/> for a single port.</param>
/// <param name="Protocol">Transport protocol.</param>
/// <param name="HostIp">Host address as written, empty for all interfaces.</param>
public readonly record struct PortClaim(int First, int Last, PortProtocol Protocol = PortProtocol.Tcp, string HostIp = "")
{
    /// <summary>A single port.</summary>
    public PortClaim(int port, PortProtocol protocol = PortProtocol.Tcp, string hostIp = "")
        : this(port, port, protocol, hostIp)
    {
    }

    /// <summary>True when the engine may pick any port of several.</summary>
    public bool IsRange => Last > First;

    /// <summary>True when the claim is for every interface: no address, <c>0.0.0.0</c> or <c>::</c>.</summary>
    public bool AnyInterface => HostIp is null or "" or "0.0.0.0" or "::" or "[::]";

    /// <summary>The host port as Docker writes it: <c>80</c>, <c>8000-8010</c>.</summary>
    public string HostPort => IsRange ? string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}") : First.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a host port of a HostConfig binding. False when the engine would choose any port (empty or 0), or the text is no port or range.</summary>
    /// <param name="hostPort"><c>80</c> or <c>8000-8010</c>.</param>
    /// <param name="protocol"><c>tcp</c>, <c>udp</c>, <c>sctp</c>, in any case; null or empty is tcp.</param>
    /// <param name="hostIp">Host address, null or empty for all interfaces.</param>
    /// <param name="claim">The claim.</param>
    public static bool TryParse(string? hostPort, string? protocol, string? hostIp, out PortClaim claim)
    {
        claim = default;
        var ends = (hostPort ?? "").Split('-', 2);
        if (!TryParsePort(ends[0], out var first) || !TryParsePort(ends[^1], out var last) || last < first || !TryParseProtocol(protocol, out var parsed))
        {
            return false;
        }

        claim = new(first, last, parsed, hostIp ?? "");
        return true;
    }

    /// <summary>Reads a key of ExposedPorts, <c>80/tcp</c>, <c>53/udp</c>, <c>80</c>, <c>8000-8010/tcp</c>.</summary>
    public static bool TryParseExposed(string text, out PortClaim claim)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? TryParse(text, null, null, out claim) : TryParse(text[..slash], text[(slash + 1)..], null, out claim);
    }

    /// <summary>Whether both claims hold the interface of one another, the ports aside.</summary>
    internal bool SharesInterface(PortClaim other) => AnyInterface || other.AnyInterface || HostIp == other.HostIp;

    /// <summary>For example <c>80/tcp</c>, <c>8000-8010/udp</c>.</summary>
    public override string ToString() => HostPort + Protocol switch
    {
        PortProtocol.Udp => "/udp",
        PortProtocol.Sctp => "/sctp",
        _ => "/tcp",
    };

    private static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;

    private static bool TryParseProtocol(string? text, out PortProtocol protocol)
    {
        (protocol, var known) = text?.ToUpperInvariant() switch
        {
            null or "" or "TCP" => (PortProtocol.Tcp, true),
            "UDP" => (PortProtocol.Udp, true),
            "SCTP" => (PortProtocol.Sctp, true),
            _ => (PortProtocol.Tcp, false),
        };
        return known;
    }
}
