using Mooring.Scheduling.Views;

namespace Mooring.Swarm.Cluster;

/// <summary>What an engine can give and what its containers have reserved (swarm.md 3.6).</summary>
public static class EngineResources
{
    /// <summary>Its processors and memory, stretched by the overcommit factor.</summary>
    public static Resources Total(EngineView engine, double overcommit) =>
        new Resources((engine.Info?.NCPU ?? 0) * Resources.OneCpu, engine.Info?.MemTotal ?? 0).Overcommit(overcommit);

    /// <summary>What all its containers have reserved, whatever their state.</summary>
    public static Resources Used(EngineView engine) =>
        engine.Containers.Values.Aggregate(default(Resources), (sum, container) => sum + Reserved(container, engine));

    /// <summary>What one container has reserved; <c>CpuShares</c> count as classic Swarm wrote them.</summary>
    public static Resources Reserved(ContainerEntry container, EngineView engine)
    {
        var host = container.Inspected.HostConfig;
        var cpus = CpuShares.Reserved(host.NanoCpus ?? 0, host.CpuQuota ?? 0, host.CpuPeriod ?? 0, host.CpuShares ?? 0, engine.Info?.NCPU);
        return new(cpus, host.Memory ?? 0);
    }
}
