using Mooring.Scheduling.Views;

namespace Mooring.Tests.Unit.Scheduling;

public sealed class ResourceTests
{
    [Fact]
    public void Shares_give_the_cpus_back_on_every_host()
    {
        var wrong =
            from host in Enumerable.Range(1, 48)
            from cpus in Enumerable.Range(1, 47)
            where CpuShares.ToCpus(CpuShares.FromCpus(cpus, host), host) != cpus
            select (host, cpus);

        Assert.Empty(wrong);
    }

    [Fact]
    public void One_cpu_of_two_is_512_shares() => Assert.Equal(512, CpuShares.FromCpus(1, 2));

    [Theory]
    [InlineData(500_000_000, 50_000, 100_000, 1024, 2L, 500_000_000)]
    [InlineData(0, 50_000, 100_000, 1024, 2L, 500_000_000)]
    [InlineData(0, 150_000, 0, 0, null, 1_500_000_000)]
    [InlineData(0, -1, 100_000, 0, null, 0)]
    [InlineData(0, 0, 0, 1024, 2L, 2_000_000_000)]
    [InlineData(0, 0, 0, 512, 2L, 1_000_000_000)]
    [InlineData(0, 0, 0, 511, 2L, 0)]
    [InlineData(0, 0, 0, 1024, null, 0)]
    public void Reserved_cpu_counts(long nano, long quota, long period, long shares, long? engineCpus, long expected) =>
        Assert.Equal(expected, CpuShares.Reserved(nano, quota, period, shares, engineCpus));

    [Theory]
    [InlineData(2, 0.05, 2)]
    [InlineData(19, 0.05, 19)]
    [InlineData(20, 0.05, 21)]
    [InlineData(48, 0.5, 72)]
    [InlineData(4, -0.5, 2)]
    public void Overcommit_counts_whole_cpus(long cpus, double factor, long expected) =>
        Assert.Equal(expected * Resources.OneCpu, new Resources(cpus * Resources.OneCpu, 0).Overcommit(factor).NanoCpus);

    [Fact]
    public void Overcommit_stretches_memory_as_the_original_did() =>
        Assert.Equal(26_540_335_718, new Resources(0, 25_276_510_208).Overcommit(0.05).Memory);

    [Fact]
    public void Sums_saturate() => Assert.Equal(new(long.MaxValue, 3), new Resources(long.MaxValue, 1) + new Resources(long.MaxValue, 2));

    [Fact]
    public void Differences_stop_at_zero() => Assert.Equal(new(0, 1), new Resources(1, 3) - new Resources(2, 2));

    [Theory]
    [InlineData(500_000_000, 512L << 20, "0.5 CPU, 512MiB memory")]
    [InlineData(2_000_000_000, 25_276_510_208, "2 CPU, 23.54GiB memory")]
    [InlineData(0, 0, "0 CPU, 0B memory")]
    public void Resources_print_for_people(long nanoCpus, long memory, string text) => Assert.Equal(text, new Resources(nanoCpus, memory).ToString());
}
