using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Mooring.Api;
using Mooring.Api.Schema;

namespace Mooring.Tests.Unit.Api;

/// <summary>Durations read as Go reads them.</summary>
public sealed class GoDurationTests
{
    [Theory]
    [InlineData("0", "0s", 0), InlineData("0s", "0s", 0), InlineData("90s", "1m30s", 90_000_000_000), InlineData("1h30m", "1h30m", 5_400_000_000_000)]
    [InlineData("500ms", "500ms", 500_000_000), InlineData("1.5s", "1.5s", 1_500_000_000), InlineData(".5s", "500ms", 500_000_000), InlineData("5.s", "5s", 5_000_000_000)]
    [InlineData("-1.5h", "-1h30m", -5_400_000_000_000), InlineData("+5m", "5m", 300_000_000_000), InlineData("720h", "720h", 2_592_000_000_000_000)]
    [InlineData("1us", "1µs", 1_000), InlineData("1µs", "1µs", 1_000), InlineData("1500ns", "1.5µs", 1_500), InlineData("1s1s", "2s", 2_000_000_000)]
    [InlineData("9223372036854775807ns", "2562047h47m16.854775807s", long.MaxValue), InlineData("-9223372036854775808ns", "-2562047h47m16.854775808s", long.MinValue)]
    public void Duration_reads_and_prints(string text, string canonical, long nanoseconds)
    {
        var duration = GoDuration.Parse(text);

        Assert.Equal((canonical, nanoseconds), (duration.ToString(), duration.Nanoseconds));
    }

    [Theory]
    [InlineData(""), InlineData("3"), InlineData("-"), InlineData("s"), InlineData("."), InlineData(".s"), InlineData("1d"), InlineData("1 s"), InlineData("1S")]
    [InlineData("9223372036854775808ns"), InlineData("2562048h"), InlineData("1h-1m"), InlineData("soon")]
    public void Text_is_refused_when_it_is_no_duration(string text)
    {
        Assert.False(GoDuration.TryParse(text, out _));
        Assert.Throws<FormatException>(() => GoDuration.Parse(text));
    }

    [Fact]
    public void What_is_printed_reads_back_as_the_same_span() => Prop.ForAll(ArbMap.Default.ArbFor<long>(), ticks =>
    {
        var duration = GoDuration.FromTimeSpan(TimeSpan.FromTicks(ticks / 100));
        return GoDuration.Parse(duration.ToString()) == duration;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_schema_lets_through_can_be_read() => Prop.ForAll(Matching(), text =>
        Regex.IsMatch(text, Syntax.Duration) && (text.Length < 2 || GoDuration.TryParse(text, out _))).QuickCheckThrowOnFailure();

    private static Arbitrary<string> Matching() => Arb.From(
        from h in Part(999_999, "h")
        from m in Part(999_999, "m")
        from s in Part(999_999_999, "s")
        from f in Part(999_999_999, ".999s")
        from ms in Part(999_999_999, "ms")
        select h + m + (f.Length > 0 ? f : s) + ms);

    private static Gen<string> Part(int most, string unit) =>
        Gen.OneOf(Gen.Constant(""), Gen.Constant(most + unit), Gen.Choose(0, most).Select(number => number + unit));
}
