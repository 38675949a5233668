using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>How a container meets its host.</summary>
public sealed record HostConfig : Resources
{
    /// <summary><c>source:target[:options]</c> each; prefer <see cref="Mounts"/>.</summary>
    public IReadOnlyList<string>? Binds { get; init; }

    public string? ContainerIDFile { get; init; }

    public LogConfig? LogConfig { get; init; }

    /// <summary><c>bridge</c>, <c>host</c>, <c>none</c>, <c>container:id</c>, <c>default</c> or the name of a network.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>Published ports by <c>80/tcp</c>.</summary>
    public IDictionary<string, IReadOnlyList<PortBinding>>? PortBindings { get; init; }

    public RestartPolicy? RestartPolicy { get; init; }

    public bool? AutoRemove { get; init; }

    public string? VolumeDriver { get; init; }

    public IReadOnlyList<string>? VolumesFrom { get; init; }

    public IDictionary<string, string>? Annotations { get; init; }

    public IReadOnlyList<string>? CapAdd { get; init; }

    public IReadOnlyList<string>? CapDrop { get; init; }

    /// <summary><c>private</c> or <c>host</c>.</summary>
    public string? CgroupnsMode { get; init; }

    [JsonPropertyName("Dns")]
    public IReadOnlyList<string>? DNS { get; init; }

    [JsonPropertyName("DnsOptions")]
    public IReadOnlyList<string>? DNSOptions { get; init; }

    [JsonPropertyName("DnsSearch")]
    public IReadOnlyList<string>? DNSSearch { get; init; }

    /// <summary><c>host:address</c> each.</summary>
    public IReadOnlyList<string>? ExtraHosts { get; init; }

    public IReadOnlyList<string>? GroupAdd { get; init; }

    public string? IpcMode { get; init; }

    public IReadOnlyList<string>? Links { get; init; }

    public int? OomScoreAdj { get; init; }

    public string? PidMode { get; init; }

    public bool? Privileged { get; init; }

    public bool? PublishAllPorts { get; init; }

    public bool? ReadonlyRootfs { get; init; }

    public IReadOnlyList<string>? SecurityOpt { get; init; }

    public IDictionary<string, string>? StorageOpt { get; init; }

    /// <summary>Mount options by path.</summary>
    public IDictionary<string, string>? Tmpfs { get; init; }

    public string? UTSMode { get; init; }

    public string? UsernsMode { get; init; }

    /// <summary>Size of /dev/shm in bytes.</summary>
    public long? ShmSize { get; init; }

    public IDictionary<string, string>? Sysctls { get; init; }

    public string? Runtime { get; init; }

    public string? Isolation { get; init; }

    public IReadOnlyList<Mount>? Mounts { get; init; }

    public IReadOnlyList<string>? MaskedPaths { get; init; }

    public IReadOnlyList<string>? ReadonlyPaths { get; init; }

    public bool? Init { get; init; }
}
