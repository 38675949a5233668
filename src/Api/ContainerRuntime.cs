using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>What the scheduler counts and what the kernel enforces.</summary>
/// <param name="Requests">What must be free on the host. A value that is absent is taken from the limits.</param>
/// <param name="Limits">What the container cannot exceed.</param>
public sealed record Resources(ResourceRequests? Requests = null, ResourceLimits? Limits = null);

/// <summary>What must be free on the host.</summary>
/// <param name="Cpu">CPUs, such as <c>500m</c>.</param>
/// <param name="Memory">Bytes, such as <c>256Mi</c>.</param>
public sealed record ResourceRequests(Quantity? Cpu = null, Quantity? Memory = null);

/// <summary>What the container cannot exceed.</summary>
/// <param name="Cpu">CPUs, such as <c>1500m</c>; at least <c>10m</c>.</param>
/// <param name="Memory">Bytes, such as <c>512Mi</c>; at least <c>6Mi</c>, which is the engine's own bound.</param>
/// <param name="Pids">Processes and threads.</param>
public sealed record ResourceLimits(Quantity? Cpu = null, Quantity? Memory = null, [Minimum(1)] long? Pids = null);

/// <summary>When the engine starts a container again by itself, also while the operator is away.</summary>
/// <param name="Name">The condition. Docker's spelling (<c>on-failure</c>) is accepted too.</param>
/// <param name="MaximumRetryCount">With OnFailure: how often; 0 for no limit.</param>
[CelRule("self.maximumRetryCount == 0 || self.name in ['OnFailure', 'on-failure']", Rules.RetryCount)]
public sealed record RestartPolicy(RestartPolicyName Name = RestartPolicyName.Always, [Minimum(0)] int MaximumRetryCount = 0);

/// <summary>A check that the engine runs inside the container.</summary>
/// <param name="Test">
/// <c>["CMD", program, args…]</c>, <c>["CMD-SHELL", line]</c>, or <c>["NONE"]</c> to switch the image's check off.
/// </param>
/// <param name="Interval">Time between checks, at least 1ms. Absent: the image's, else 30s.</param>
/// <param name="Timeout">Longest a check may take, at least 1ms. Absent: the image's, else 30s.</param>
/// <param name="StartPeriod">Time after the start in which failures do not count. Absent: the image's, else none.</param>
/// <param name="StartInterval">Time between checks in that period; engines from 25.0 on. Absent: 5s.</param>
/// <param name="Retries">Failures in a row that make it unhealthy; 0 for the image's, else 3.</param>
[CelRule("self.test[0] in ['CMD', 'CMD-SHELL', 'NONE'] && (self.test[0] == 'NONE') == (size(self.test) == 1)", Rules.HealthcheckTest)]
public sealed record Healthcheck(
    [Items(1, 64), ItemLength(0, 8192)] IReadOnlyList<string> Test,
    GoDuration? Interval = null,
    GoDuration? Timeout = null,
    GoDuration? StartPeriod = null,
    GoDuration? StartInterval = null,
    [Minimum(0), Maximum(1000)] int Retries = 0);

/// <summary>A network the container is attached to.</summary>
/// <param name="Name">Name of the network on the host. <c>host</c> is the host's own stack, <c>none</c> is no network.</param>
/// <param name="Aliases">Further names by which containers of the network find this one.</param>
/// <param name="IpAddress">A fixed IPv4 address.</param>
/// <param name="Ip6Address">A fixed IPv6 address.</param>
public sealed record NetworkAttachment(
    [Length(1, 63), Pattern(Syntax.DockerName)] string Name,
    [Items(0, 16), ItemLength(1, 63)] IReadOnlyList<string>? Aliases = null,
    [Length(2, 45), Pattern(Syntax.IpAddress)] string? IpAddress = null,
    [Length(2, 45), Pattern(Syntax.IpAddress)] string? Ip6Address = null)
{
    public IReadOnlyList<string> Aliases { get; init; } = Aliases ?? [];
}

/// <summary>A device of the host.</summary>
/// <param name="PathOnHost">Absolute path on the host.</param>
/// <param name="PathInContainer">Absolute path inside. Absent: the same.</param>
/// <param name="CgroupPermissions">Any of read, write and make a node.</param>
public sealed record DeviceMapping(
    [Length(1, 4096), Pattern(Syntax.AbsolutePath)] string PathOnHost,
    [Length(1, 4096), Pattern(Syntax.AbsolutePath)] string? PathInContainer = null,
    [Length(1, 3), Pattern("^[rwm]+$")] string CgroupPermissions = "rwm");

/// <summary>A limit of the processes, see setrlimit(2).</summary>
/// <param name="Name">Such as <c>nofile</c>.</param>
/// <param name="Soft">What applies; -1 for no limit.</param>
/// <param name="Hard">How far a process may raise it; -1 for no limit.</param>
[CelRule("self.hard == -1 || (self.soft != -1 && self.soft <= self.hard)", Rules.UlimitOrder)]
public sealed record Ulimit([Length(1, 32), Pattern("^[a-z]+$")] string Name, [Minimum(-1)] long Soft, [Minimum(-1)] long Hard);

/// <summary>Where the engine sends a container's output.</summary>
/// <param name="Type">Log driver, such as <c>json-file</c> or <c>journald</c>.</param>
/// <param name="Config">Options of the driver.</param>
public sealed record LogConfig([Length(1, 255)] string Type, [Items(0, 32)] IReadOnlyDictionary<string, string>? Config = null)
{
    public IReadOnlyDictionary<string, string> Config { get; init; } = Config ?? Empty.Map;
}

/// <summary>GPUs of the host.</summary>
/// <param name="Count">How many; -1 for all. Absent with device IDs.</param>
/// <param name="DeviceIds">Exactly these.</param>
/// <param name="Driver">Device driver of the engine, such as <c>nvidia</c>. Absent: any.</param>
/// <param name="Capabilities">What the container uses them for.</param>
[CelRule("has(self.count) != (has(self.deviceIds) && size(self.deviceIds) > 0)", Rules.GpuCount)]
public sealed record GpuRequest(
    [Minimum(-1), Maximum(1024)] int? Count = null,
    [Items(0, 64), ItemLength(1, 253)] IReadOnlyList<string>? DeviceIds = null,
    [Length(1, 253)] string? Driver = null,
    [Items(0, 16), ItemLength(1, 63)] IReadOnlyList<string>? Capabilities = null)
{
    public IReadOnlyList<string> DeviceIds { get; init; } = DeviceIds ?? [];
    public IReadOnlyList<string> Capabilities { get; init; } = Capabilities ?? ["gpu"];
}
