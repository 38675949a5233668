using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>A port the container listens on.</summary>
/// <param name="ContainerPort">The port inside, 1 to 65535.</param>
/// <param name="Name">Names the port in status.</param>
/// <param name="HostPort">The host's port to publish it on; <c>0</c> for any free one. Absent: not published.</param>
/// <param name="HostIP">The host's address to publish it on. Absent: all addresses.</param>
/// <param name="Protocol">Transport protocol.</param>
[CelRule("!has(self.hostIP) || has(self.hostPort)", Rules.HostIpWithoutPort)]
public sealed record PortMapping(
    [Minimum(1), Maximum(65535)] int ContainerPort,
    [Length(1, 63), Pattern(Syntax.DnsLabel)] string? Name = null,
    [Minimum(0), Maximum(65535)] int? HostPort = null,
    [Length(2, 45), Pattern(Syntax.IpAddress)] string? HostIP = null,
    PortProtocol Protocol = PortProtocol.TCP);
