namespace Mooring.Scheduling.Views;

/// <summary>
/// What a container takes of an engine's processors. Classic Swarm (swarm.md 3.6) let a client write <c>CpuShares</c> as a <i>number of CPUs</i> and sent the
/// engine the matching share of 1024; modern clients say <c>NanoCpus</c> or a quota, which count as they are.
/// </summary>
public static class CpuShares
{
    private const long SharesOfWholeEngine = 1024;

    /// <summary>The shares that stand for a number of CPUs on an engine: rounded up, so that <see cref="ToCpus"/> gives the number back.</summary>
    /// <param name="cpus">Whole CPUs, zero or more.</param>
    /// <param name="engineCpus">CPUs of the engine, one or more.</param>
    public static long FromCpus(long cpus, long engineCpus) => (cpus * SharesOfWholeEngine + engineCpus - 1) / engineCpus;

    /// <summary>The whole CPUs that shares stand for on an engine, rounded down.</summary>
    /// <param name="shares">Shares as the engine reports them.</param>
    /// <param name="engineCpus">CPUs of the engine, one or more.</param>
    public static long ToCpus(long shares, long engineCpus) => shares * engineCpus / SharesOfWholeEngine;

    /// <summary>Billionths of a CPU that an existing container has reserved, from its HostConfig.</summary>
    /// <param name="nanoCpus"><c>NanoCpus</c>; wins when set.</param>
    /// <param name="quota"><c>CpuQuota</c> in microseconds per period; counts when positive.</param>
    /// <param name="period"><c>CpuPeriod</c> in microseconds; 0 is the kernel's 100 ms.</param>
    /// <param name="shares"><c>CpuShares</c>; counts only with <paramref name="engineCpus"/>.</param>
    /// <param name="engineCpus">CPUs of the engine when shares are to count as classic Swarm counted them, else null.</param>
    public static long Reserved(long nanoCpus, long quota, long period, long shares, long? engineCpus)
    {
        const long KernelPeriod = 100_000;
        return (nanoCpus, quota, engineCpus) switch
        {
            ( > 0, _, _) => nanoCpus,
            (_, > 0, _) => (long)((Int128)quota * Resources.OneCpu / (period > 0 ? period : KernelPeriod)),
            (_, _, { } cpus) when shares > 0 => ToCpus(shares, cpus) * Resources.OneCpu,
            _ => 0,
        };
    }
}
