using System.Text.Json;
using Mooring.Api;

namespace Mooring.Tests.Unit.Api;

/// <summary>Counts and percentages of a rollout.</summary>
public sealed class IntOrStringTests
{
    [Theory]
    [InlineData("25%", 10, false, 2), InlineData("25%", 10, true, 3), InlineData("100%", 7, true, 7), InlineData("0%", 7, true, 0), InlineData("1%", 0, true, 0)]
    public void Percentage_is_rounded_down_or_up(string text, int total, bool up, int count) => Assert.Equal(count, ((IntOrString)text).Of(total, up));

    [Theory]
    [InlineData("3", 3, null), InlineData("\"50%\"", null, 50), InlineData("\"101%\"", null, null), InlineData("\"x\"", null, null)]
    public void Json_reads_as_number_or_percentage(string json, int? number, int? percent)
    {
        var value = JsonSerializer.Deserialize(json, ApiJson.Default.IntOrString)!;

        Assert.Equal((number, percent), (value.Number, value.Percent));
        Assert.Equal(json, JsonSerializer.Serialize(value, ApiJson.Default.IntOrString));
    }

    [Theory]
    [InlineData("1.5"), InlineData("true"), InlineData("99999999999")]
    public void Json_is_refused_when_it_is_neither(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ApiJson.Default.IntOrString));
}
