using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>One container. Names follow a pod's container where it has the thing, and the Docker Engine API's <c>HostConfig</c> elsewhere.</summary>
/// <param name="Image">The image, by tag or digest.</param>
/// <param name="ImagePullPolicy">When the image is pulled. Unlike a pod's, the default does not depend on the tag.</param>
/// <param name="ImagePullSecrets">Secrets of type <c>kubernetes.io/dockerconfigjson</c>, tried for the image's registry in this order.</param>
/// <param name="Command">Replaces the image's entry point.</param>
/// <param name="Args">Replaces the image's command: arguments of the entry point.</param>
/// <param name="WorkingDir">Directory the command starts in. Absent: the image's.</param>
/// <param name="Env">Environment variables; they win over <c>envFrom</c>.</param>
/// <param name="EnvFrom">Whole Secrets and ConfigMaps as environment variables.</param>
/// <param name="Ports">Ports the container listens on and how they are published.</param>
/// <param name="Mounts">Host paths, volumes, memory and files inside the container.</param>
/// <param name="Networks">
/// Networks to attach to; the first is the main one. Empty: the engine's default bridge. The names <c>host</c> and <c>none</c> are Docker's own and stand alone.
/// </param>
/// <param name="Resources">What the scheduler counts and what the kernel enforces.</param>
/// <param name="RestartPolicy">When the engine starts the container again by itself.</param>
/// <param name="Healthcheck">Replaces the image's health check; a container with one is ready only while healthy.</param>
/// <param name="StopSignal">Signal that asks the container to end, such as <c>SIGTERM</c>. Absent: the image's.</param>
/// <param name="TerminationGracePeriodSeconds">Seconds between that signal and the kill.</param>
/// <param name="User">User and group to run as: <c>1000</c>, <c>app:app</c>. Absent: the image's.</param>
/// <param name="GroupAdd">Further groups of the user, by name or number.</param>
/// <param name="CapAdd">Capabilities to add, such as <c>NET_ADMIN</c>.</param>
/// <param name="CapDrop">Capabilities to take away; <c>ALL</c> takes all.</param>
/// <param name="Privileged">Whether the container has the host's rights.</param>
/// <param name="SecurityOpt">Security options of the engine, such as <c>no-new-privileges</c>.</param>
/// <param name="ReadonlyRootfs">Whether the root file system cannot be written.</param>
/// <param name="Devices">Devices of the host.</param>
/// <param name="Ulimits">Limits of the processes.</param>
/// <param name="Sysctls">Kernel parameters of the container's namespaces.</param>
/// <param name="LogConfig">Where the engine sends the output. Absent: the engine's own setting.</param>
/// <param name="Labels">Labels of the container; those under <c>mooring.dev/</c> are ours.</param>
/// <param name="Hostname">Host name inside. Absent: the container's ID.</param>
/// <param name="Dns">Name servers.</param>
/// <param name="DnsSearch">Search domains.</param>
/// <param name="DnsOptions">Options of the resolver.</param>
/// <param name="ExtraHosts">Lines of the hosts file, <c>name:address</c>.</param>
/// <param name="Init">Whether a small init runs as first process, passes signals on and reaps children.</param>
/// <param name="ShmSize">Size of <c>/dev/shm</c>, in bytes. Absent: the engine's default.</param>
/// <param name="Runtime">Container runtime of the engine, such as <c>runc</c>. Absent: the engine's default.</param>
/// <param name="Gpus">GPUs to hand in.</param>
[CelRule("!has(self.networks) || size(self.networks) <= 1 || !self.networks.exists(n, n.name in ['host', 'none'])", Rules.NetworkAlone)]
[CelRule(
    "!has(self.ports) || !has(self.networks) || !self.networks.exists(n, n.name in ['host', 'none']) || !self.ports.exists(p, has(p.hostPort))",
    Rules.HostPortWithoutBridge)]
[CelRule("!has(self.labels) || !self.labels.exists(k, k.startsWith('mooring.dev/'))", Rules.ReservedLabel)]
public sealed record ContainerTemplate(
    [Length(1, 512)] string Image,
    ImagePullPolicy ImagePullPolicy = ImagePullPolicy.IfNotPresent,
    [Items(0, 16), ListMap("name")] IReadOnlyList<LocalObjectReference>? ImagePullSecrets = null,
    [Items(0, 256), ItemLength(0, 8192)] IReadOnlyList<string>? Command = null,
    [Items(0, 256), ItemLength(0, 8192)] IReadOnlyList<string>? Args = null,
    [Length(1, 4096), Pattern(Syntax.AbsolutePath)] string? WorkingDir = null,
    [Items(0, 256), ListMap("name")] IReadOnlyList<EnvVar>? Env = null,
    [Items(0, 32)] IReadOnlyList<EnvSource>? EnvFrom = null,
    [Items(0, 64), ListMap("containerPort", "protocol")] IReadOnlyList<PortMapping>? Ports = null,
    [Items(0, 64), ListMap("mountPath")] IReadOnlyList<Mount>? Mounts = null,
    [Items(0, 16), ListMap("name")] IReadOnlyList<NetworkAttachment>? Networks = null,
    Resources? Resources = null,
    RestartPolicy? RestartPolicy = null,
    Healthcheck? Healthcheck = null,
    [Length(1, 32)] string? StopSignal = null,
    [Minimum(0), Maximum(86_400)] int TerminationGracePeriodSeconds = 10,
    [Length(1, 256), Pattern(Syntax.User)] string? User = null,
    [Items(0, 32), ItemLength(1, 64), ListSet] IReadOnlyList<string>? GroupAdd = null,
    [Items(0, 64), ItemLength(1, 64), Pattern(Syntax.Capability), ListSet] IReadOnlyList<string>? CapAdd = null,
    [Items(0, 64), ItemLength(1, 64), Pattern(Syntax.Capability), ListSet] IReadOnlyList<string>? CapDrop = null,
    bool Privileged = false,
    [Items(0, 16), ItemLength(1, 65_536)] IReadOnlyList<string>? SecurityOpt = null,
    bool ReadonlyRootfs = false,
    [Items(0, 64), ListMap("pathOnHost")] IReadOnlyList<DeviceMapping>? Devices = null,
    [Items(0, 32), ListMap("name")] IReadOnlyList<Ulimit>? Ulimits = null,
    [Items(0, 64)] IReadOnlyDictionary<string, string>? Sysctls = null,
    LogConfig? LogConfig = null,
    [Items(0, 64)] IReadOnlyDictionary<string, string>? Labels = null,
    [Length(1, 63), Pattern(Syntax.HostName)] string? Hostname = null,
    [Items(0, 8), ItemLength(1, 64), Pattern(Syntax.IpAddress)] IReadOnlyList<string>? Dns = null,
    [Items(0, 16), ItemLength(1, 253)] IReadOnlyList<string>? DnsSearch = null,
    [Items(0, 16), ItemLength(1, 253)] IReadOnlyList<string>? DnsOptions = null,
    [Items(0, 128), ItemLength(1, 512), Pattern(Syntax.ExtraHost)] IReadOnlyList<string>? ExtraHosts = null,
    bool Init = false,
    Quantity? ShmSize = null,
    [Length(1, 253)] string? Runtime = null,
    GpuRequest? Gpus = null)
{
    public IReadOnlyList<LocalObjectReference> ImagePullSecrets { get; init; } = ImagePullSecrets ?? [];
    public IReadOnlyList<string> Command { get; init; } = Command ?? [];
    public IReadOnlyList<string> Args { get; init; } = Args ?? [];
    public IReadOnlyList<EnvVar> Env { get; init; } = Env ?? [];
    public IReadOnlyList<EnvSource> EnvFrom { get; init; } = EnvFrom ?? [];
    public IReadOnlyList<PortMapping> Ports { get; init; } = Ports ?? [];
    public IReadOnlyList<Mount> Mounts { get; init; } = Mounts ?? [];
    public IReadOnlyList<NetworkAttachment> Networks { get; init; } = Networks ?? [];
    public Resources Resources { get; init; } = Resources ?? new();
    public RestartPolicy RestartPolicy { get; init; } = RestartPolicy ?? new();
    public IReadOnlyList<string> GroupAdd { get; init; } = GroupAdd ?? [];
    public IReadOnlyList<string> CapAdd { get; init; } = CapAdd ?? [];
    public IReadOnlyList<string> CapDrop { get; init; } = CapDrop ?? [];
    public IReadOnlyList<string> SecurityOpt { get; init; } = SecurityOpt ?? [];
    public IReadOnlyList<DeviceMapping> Devices { get; init; } = Devices ?? [];
    public IReadOnlyList<Ulimit> Ulimits { get; init; } = Ulimits ?? [];
    public IReadOnlyDictionary<string, string> Sysctls { get; init; } = Sysctls ?? Empty.Map;
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Labels ?? Empty.Map;
    public IReadOnlyList<string> Dns { get; init; } = Dns ?? [];
    public IReadOnlyList<string> DnsSearch { get; init; } = DnsSearch ?? [];
    public IReadOnlyList<string> DnsOptions { get; init; } = DnsOptions ?? [];
    public IReadOnlyList<string> ExtraHosts { get; init; } = ExtraHosts ?? [];
}

/// <summary>When an image is pulled.</summary>
public enum ImagePullPolicy
{
    /// <summary>When the host does not have it.</summary>
    IfNotPresent,

    /// <summary>Before every container is created.</summary>
    Always,

    /// <summary>Never: the host must have it.</summary>
    Never,
}
