namespace Mooring.Fleet.Snapshots;

/// <summary>What a container may use, from its host configuration; 0 means no limit.</summary>
/// <param name="Memory">Bytes.</param>
/// <param name="MemoryReservation">Bytes.</param>
/// <param name="NanoCpus">Billionths of a processor.</param>
/// <param name="CpuShares">Relative weight.</param>
/// <param name="CpuQuota">Microseconds each period.</param>
/// <param name="CpuPeriod">Microseconds.</param>
public readonly record struct ContainerResources(long Memory, long MemoryReservation, long NanoCpus, long CpuShares, long CpuQuota, long CpuPeriod);
