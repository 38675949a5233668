namespace Mooring.Engine.Models;

/// <summary>Reply of GET /info, as far as Mooring reads it.</summary>
public sealed record SystemInfoResponse
{
    /// <summary>Identity of the engine: a UUID, or twelve groups of letters on engines before 23.</summary>
    public string ID { get; init => field = value ?? ""; } = "";

    /// <summary>Host name of the engine.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    public long Containers { get; init; }

    public long ContainersRunning { get; init; }

    public long ContainersPaused { get; init; }

    public long ContainersStopped { get; init; }

    public long Images { get; init; }

    /// <summary>Storage driver.</summary>
    public string? Driver { get; init; }

    public string? KernelVersion { get; init; }

    public string? OperatingSystem { get; init; }

    public string? OSVersion { get; init; }

    public string? OSType { get; init; }

    public string? Architecture { get; init; }

    public string? ServerVersion { get; init; }

    /// <summary>Number of processors; 0 is what a classic swarm manager without nodes says.</summary>
    public long NCPU { get; init; }

    /// <summary>Memory in bytes.</summary>
    public long MemTotal { get; init; }

    /// <summary>Engine labels, <c>key=value</c> each.</summary>
    public IReadOnlyList<string> Labels { get; init => field = value ?? []; } = [];

    /// <summary>The engine's clock when it answered.</summary>
    public DateTimeOffset? SystemTime { get; init; }

    public string? LoggingDriver { get; init; }

    public string? CgroupDriver { get; init; }

    public string? CgroupVersion { get; init; }

    public IReadOnlyList<string> SecurityOptions { get; init => field = value ?? []; } = [];

    public bool LiveRestoreEnabled { get; init; }

    public bool Debug { get; init; }

    public bool ExperimentalBuild { get; init; }

    public string? DockerRootDir { get; init; }

    public string? DefaultRuntime { get; init; }

    public IReadOnlyDictionary<string, RuntimeInfo> Runtimes { get; init => field = value ?? EmptyRuntimes; } = EmptyRuntimes;

    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];

    public string? HttpProxy { get; init; }

    public string? HttpsProxy { get; init; }

    public string? NoProxy { get; init; }

    /// <summary>Swarm-mode membership.</summary>
    public SwarmInfo? Swarm { get; init; }

    private static IReadOnlyDictionary<string, RuntimeInfo> EmptyRuntimes { get; } = new Dictionary<string, RuntimeInfo>();
}
