namespace Mooring.Engine.Models;

/// <summary>What runs in a container, independent of the host.</summary>
public record ContainerConfig
{
    public string? Hostname { get; init; }

    public string? Domainname { get; init; }

    /// <summary><c>user</c>, <c>uid</c>, <c>user:group</c> or <c>uid:gid</c>.</summary>
    public string? User { get; init; }

    public bool? AttachStdin { get; init; }

    public bool? AttachStdout { get; init; }

    public bool? AttachStderr { get; init; }

    /// <summary>Exposed ports as <c>80/tcp</c>.</summary>
    public IDictionary<string, EmptyStruct>? ExposedPorts { get; init; }

    public bool? Tty { get; init; }

    public bool? OpenStdin { get; init; }

    public bool? StdinOnce { get; init; }

    /// <summary><c>NAME=value</c> each.</summary>
    public IReadOnlyList<string>? Env { get; init; }

    /// <summary>Arguments; they replace those of the image.</summary>
    public IReadOnlyList<string>? Cmd { get; init; }

    public HealthcheckConfig? Healthcheck { get; init; }

    /// <summary>Image reference or ID.</summary>
    public string? Image { get; init; }

    /// <summary>Paths that become anonymous volumes.</summary>
    public IDictionary<string, EmptyStruct>? Volumes { get; init; }

    public string? WorkingDir { get; init; }

    /// <summary>Command; an empty list or a single empty text clears that of the image.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    public bool? NetworkDisabled { get; init; }

    public string? MacAddress { get; init; }

    public IDictionary<string, string>? Labels { get; init; }

    public string? StopSignal { get; init; }

    /// <summary>Seconds between the stop signal and the kill.</summary>
    public int? StopTimeout { get; init; }

    public IReadOnlyList<string>? Shell { get; init; }
}
