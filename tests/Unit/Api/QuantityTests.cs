using System.Numerics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Mooring.Api;

namespace Mooring.Tests.Unit.Api;

/// <summary>Quantities read, add up and print as those of Kubernetes.</summary>
public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", "0"), InlineData("-0", "0"), InlineData("0Gi", "0"), InlineData("+1", "1"), InlineData("-1", "-1")]
    [InlineData("500m", "500m"), InlineData("0.5", "500m"), InlineData(".5", "500m"), InlineData("1.", "1"), InlineData("1000m", "1")]
    [InlineData("1.5", "1500m"), InlineData("1500", "1500"), InlineData("1000", "1k"), InlineData("1k", "1k"), InlineData("1000k", "1M")]
    [InlineData("2Gi", "2Gi"), InlineData("2048Mi", "2Gi"), InlineData("1.5Gi", "1536Mi"), InlineData("0.5Ki", "512"), InlineData("1023Ki", "1023Ki")]
    [InlineData("1e3", "1e3"), InlineData("1E3", "1e3"), InlineData("12e2", "1200"), InlineData("1e-3", "1e-3"), InlineData("1E", "1E")]
    [InlineData("1n", "1n"), InlineData("0.1n", "1n"), InlineData("-0.1n", "-1n"), InlineData("100u", "100u"), InlineData("1.0001Ki", "1024102400u")]
    [InlineData("9223372036854775807", "9223372036854775807"), InlineData("9223372036854775808", "9223372036854775807"), InlineData("1e99", "9223372036854775807")]
    public void Quantity_prints_in_canonical_form(string text, string canonical) => Assert.Equal(canonical, Quantity.Parse(text).ToString());

    [Theory]
    [InlineData(""), InlineData("m"), InlineData("1 "), InlineData(" 1"), InlineData("1KI"), InlineData("1ki"), InlineData("1K"), InlineData("1.2.3")]
    [InlineData("1e"), InlineData("1e1.5"), InlineData("--1"), InlineData("one"), InlineData("."), InlineData("1Gib"), InlineData("0x10")]
    public void Text_is_refused_when_it_is_no_quantity(string text)
    {
        Assert.False(Quantity.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Quantity.Parse(text));
    }

    [Theory]
    [InlineData("2Gi", 2147483648), InlineData("1500m", 2), InlineData("1", 1), InlineData("1M", 1000000), InlineData("-1500m", -2)]
    public void Bytes_are_rounded_away_from_zero(string text, long bytes) => Assert.Equal(bytes, Quantity.Parse(text).ToBytes());

    [Theory]
    [InlineData("500m", 500_000_000), InlineData("2", 2_000_000_000), InlineData("1n", 1), InlineData("0.25", 250_000_000)]
    public void Nano_cpus_are_exact(string text, long nano) => Assert.Equal(nano, Quantity.Parse(text).ToNanoCpus());

    [Fact]
    public void Equality_is_that_of_the_amount()
    {
        Assert.Equal(Quantity.Parse("1"), Quantity.Parse("1000m"));
        Assert.Equal(Quantity.Parse("1Gi").GetHashCode(), Quantity.Parse("1073741824").GetHashCode());
        Assert.NotEqual(Quantity.Parse("1Gi"), Quantity.Parse("1G"));
    }

    [Fact]
    public void Sum_keeps_the_format_of_what_it_began_with()
    {
        Assert.Equal("3Gi", (Quantity.Parse("1Gi") + Quantity.FromBytes(2L << 30)).ToString());
        Assert.Equal("3Gi", (Quantity.Zero + Quantity.Parse("3Gi")).ToString());
        Assert.Equal("-500m", (Quantity.Parse("1") - Quantity.Parse("1500m")).ToString());
    }

    [Fact]
    public void What_is_printed_reads_back_as_the_same_amount() => Prop.ForAll(Texts(), text =>
    {
        var quantity = Quantity.Parse(text);
        var again = Quantity.Parse(quantity.ToString());
        return again == quantity && again.ToString() == quantity.ToString();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Addition_and_subtraction_undo_each_other() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (a, b) =>
    {
        var (left, right) = (Quantity.FromNanoCpus(a), Quantity.FromNanoCpus(b));
        return left + right - right == left && (left < right) == (a < b) && (left + right).ToNanoCpus() == (long)a + b;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_survive_the_way_through_text() => Prop.ForAll(ArbMap.Default.ArbFor<long>(), bytes =>
        Quantity.Parse(Quantity.FromBytes(bytes).ToString()).ToBytes() == BigInteger.Max(bytes, -long.MaxValue)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2", "2"), InlineData("\"2\"", "2"), InlineData("1.5", "1500m"), InlineData("1e3", "1e3")]
    public void Json_number_and_text_both_read(string json, string canonical) =>
        Assert.Equal($"\"{canonical}\"", JsonSerializer.Serialize(JsonSerializer.Deserialize(json, ApiJson.Default.Quantity)!, ApiJson.Default.Quantity));

    [Theory]
    [InlineData("true"), InlineData("[]"), InlineData("\"x\"")]
    public void Json_is_refused_when_it_is_no_quantity(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ApiJson.Default.Quantity));

    private static Arbitrary<string> Texts() => Arb.From(
        from sign in Gen.Elements("", "-", "+")
        from whole in Gen.Choose(0, int.MaxValue)
        from part in Gen.Choose(0, 999_999_999)
        from places in Gen.Choose(0, 9)
        from suffix in Gen.Elements("", "n", "u", "m", "k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti", "e3", "E-2", "e6", "e-9")
        select $"{sign}{whole}{(places > 0 ? "." + part.ToString("D9", System.Globalization.CultureInfo.InvariantCulture)[..places] : "")}{suffix}");
}
