using FsCheck;
using FsCheck.Fluent;
using Mooring.Api;

namespace Mooring.Tests.Unit.Api;

/// <summary>The recorded latency moves only when the measured one has moved by a lot.</summary>
public sealed class ProbeStatusTests
{
    [Theory]
    [InlineData(1, null, "10ms"), InlineData(11, null, "100ms"), InlineData(60_000, null, "10s")]
    [InlineData(20, "10ms", "10ms"), InlineData(21, "10ms", "100ms"), InlineData(5000, "10ms", "10s")]
    [InlineData(5, "100ms", "100ms"), InlineData(4, "100ms", "10ms"), InlineData(4, "10s", "10ms"), InlineData(499, "10s", "1s"), InlineData(50, "1s", "1s")]
    public void Bound_follows_the_measurement_with_some_slack(int milliseconds, string? recorded, string bound) => Assert.Equal(
        GoDuration.Parse(bound), ProbeStatus.LatencyBound(TimeSpan.FromMilliseconds(milliseconds), recorded is null ? null : GoDuration.Parse(recorded)));

    [Fact]
    public void Bound_stays_when_the_same_is_measured_again() => Prop.ForAll(ArbMap.Default.ArbFor<ushort>(), ArbMap.Default.ArbFor<ushort>(), (first, second) =>
    {
        var start = ProbeStatus.LatencyBound(TimeSpan.FromMilliseconds(first), null);
        var bound = ProbeStatus.LatencyBound(TimeSpan.FromMilliseconds(second), start);
        return ProbeStatus.LatencyBound(TimeSpan.FromMilliseconds(second), bound) == bound;
    }).QuickCheckThrowOnFailure();
}
