using Mooring.Api;

namespace Mooring.Tests.Unit.Api;

/// <summary>Selectors pick as those of Kubernetes do.</summary>
public sealed class LabelSelectorTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["zone"] = "a", ["disk"] = "ssd" };

    [Theory]
    [InlineData("zone", LabelSelectorOperator.In, "a,b", true), InlineData("zone", LabelSelectorOperator.In, "b", false), InlineData("gone", LabelSelectorOperator.In, "a", false)]
    [InlineData("zone", LabelSelectorOperator.NotIn, "a", false), InlineData("zone", LabelSelectorOperator.NotIn, "b", true), InlineData("gone", LabelSelectorOperator.NotIn, "a", true)]
    [InlineData("zone", LabelSelectorOperator.Exists, "", true), InlineData("gone", LabelSelectorOperator.Exists, "", false)]
    [InlineData("zone", LabelSelectorOperator.DoesNotExist, "", false), InlineData("gone", LabelSelectorOperator.DoesNotExist, "", true)]
    public void Requirement_compares_one_label(string key, LabelSelectorOperator comparison, string values, bool matches) =>
        Assert.Equal(matches, new LabelSelectorRequirement(key, comparison, values.Split(',', StringSplitOptions.RemoveEmptyEntries)).Matches(Labels));

    [Fact]
    public void Selector_picks_when_every_part_holds()
    {
        var disk = new LabelSelectorRequirement("disk", LabelSelectorOperator.Exists);

        Assert.True(new LabelSelector().Matches(Labels));
        Assert.True(new LabelSelector(new Dictionary<string, string> { ["zone"] = "a" }, [disk]).Matches(Labels));
        Assert.False(new LabelSelector(new Dictionary<string, string> { ["zone"] = "b" }, [disk]).Matches(Labels));
        Assert.False(new LabelSelector(new Dictionary<string, string> { ["zone"] = "a" }, [disk with { Operator = LabelSelectorOperator.DoesNotExist }]).Matches(Labels));
    }
}
