namespace Mooring.Engine.Models;

/// <summary>Limits and shares of a container.</summary>
public record Resources
{
    /// <summary>Relative CPU weight; 1024 is the engine's default.</summary>
    public long? CpuShares { get; init; }

    /// <summary>Memory limit in bytes; 0 for none.</summary>
    public long? Memory { get; init; }

    /// <summary>CPU limit in billionths of a processor.</summary>
    public long? NanoCpus { get; init; }

    public string? CgroupParent { get; init; }

    public int? BlkioWeight { get; init; }

    /// <summary>Microseconds.</summary>
    public long? CpuPeriod { get; init; }

    /// <summary>Microseconds in each period.</summary>
    public long? CpuQuota { get; init; }

    public long? CpuRealtimePeriod { get; init; }

    public long? CpuRealtimeRuntime { get; init; }

    public string? CpusetCpus { get; init; }

    public string? CpusetMems { get; init; }

    public IReadOnlyList<DeviceMapping>? Devices { get; init; }

    public IReadOnlyList<string>? DeviceCgroupRules { get; init; }

    /// <summary>Devices by driver and capability; this is how GPUs are asked for.</summary>
    public IReadOnlyList<DeviceRequest>? DeviceRequests { get; init; }

    /// <summary>Soft memory limit in bytes.</summary>
    public long? MemoryReservation { get; init; }

    /// <summary>Memory and swap together in bytes; -1 for no limit.</summary>
    public long? MemorySwap { get; init; }

    /// <summary>0 to 100.</summary>
    public long? MemorySwappiness { get; init; }

    public bool? OomKillDisable { get; init; }

    /// <summary>Most processes; 0 or -1 for no limit.</summary>
    public long? PidsLimit { get; init; }

    public IReadOnlyList<Ulimit>? Ulimits { get; init; }
}
