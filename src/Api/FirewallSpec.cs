using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>Which connections a host accepts. Rules apply to IPv4 and IPv6, to the host's own ports and to published ones.</summary>
/// <param name="Mode">Whether the rules are applied.</param>
/// <param name="Rules">What is let in beside established connections, loopback, ICMP and the engine API from the operator.</param>
public sealed record FirewallSpec(
    FirewallMode Mode = FirewallMode.Off,
    [Items(0, 128), ListMap("name")] IReadOnlyList<FirewallRule>? Rules = null)
{
    public IReadOnlyList<FirewallRule> Rules { get; init; } = Rules ?? [];
}

/// <summary>Whether firewall rules are applied.</summary>
public enum FirewallMode
{
    /// <summary>The host's firewall is left alone.</summary>
    Off,

    /// <summary>What would be dropped is counted and let through.</summary>
    Audit,

    /// <summary>What is not declared is dropped.</summary>
    Enforce,
}

/// <summary>One kind of connection that is let in.</summary>
/// <param name="Name">Names the rule in messages.</param>
/// <param name="Ports">Ports or ranges: <c>22</c>, <c>8000-8010</c>.</param>
/// <param name="Protocol">Transport protocol.</param>
/// <param name="From">Source networks in CIDR notation. Empty: from anywhere.</param>
public sealed record FirewallRule(
    [Length(1, 63), Pattern(Syntax.DnsLabel)] string Name,
    [Items(1, 64), ItemLength(1, 11), Pattern(Syntax.PortRange)] IReadOnlyList<string> Ports,
    PortProtocol Protocol = PortProtocol.TCP,
    [Items(0, 128), ItemLength(1, 64), Pattern(Syntax.Cidr)] IReadOnlyList<string>? From = null)
{
    public IReadOnlyList<string> From { get; init; } = From ?? [];
}

/// <summary>Transport protocol of a port.</summary>
public enum PortProtocol
{
    /// <summary>Transmission Control Protocol.</summary>
    TCP,

    /// <summary>User Datagram Protocol.</summary>
    UDP,

    /// <summary>Stream Control Transmission Protocol.</summary>
    SCTP,
}
