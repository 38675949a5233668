using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>
/// <c>LabelSelector</c> of meta/v1: every entry of <paramref name="MatchLabels"/> and <paramref name="MatchExpressions"/> must hold.
/// An empty selector picks everything.
/// </summary>
/// <param name="MatchLabels">Labels that must be there with exactly this value.</param>
/// <param name="MatchExpressions">Conditions on one label each.</param>
public sealed record LabelSelector(
    [Items(0, 64)] IReadOnlyDictionary<string, string>? MatchLabels = null,
    [Items(0, 64)] IReadOnlyList<LabelSelectorRequirement>? MatchExpressions = null)
{
    public IReadOnlyDictionary<string, string> MatchLabels { get; init; } = MatchLabels ?? Empty.Map;
    public IReadOnlyList<LabelSelectorRequirement> MatchExpressions { get; init; } = MatchExpressions ?? [];

    /// <summary>Whether an object with these labels is picked.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) =>
        MatchLabels.All(wanted => labels.TryGetValue(wanted.Key, out var value) && value == wanted.Value)
        && MatchExpressions.All(requirement => requirement.Matches(labels));
}

/// <summary>One condition of a <see cref="LabelSelector"/>.</summary>
/// <param name="Key">The label's key.</param>
/// <param name="Operator">How the label is compared.</param>
/// <param name="Values">At least one for In and NotIn, none for Exists and DoesNotExist.</param>
[CelRule("(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)", Rules.SelectorValues)]
public sealed record LabelSelectorRequirement(
    [Length(1, 317)] string Key,
    LabelSelectorOperator Operator,
    [Items(0, 64), ItemLength(0, 63)] IReadOnlyList<string>? Values = null)
{
    public IReadOnlyList<string> Values { get; init; } = Values ?? [];

    /// <summary>Whether the condition holds; as in Kubernetes an absent label satisfies NotIn.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            LabelSelectorOperator.In => present && Values.Contains(value),
            LabelSelectorOperator.NotIn => !present || !Values.Contains(value),
            LabelSelectorOperator.Exists => present,
            _ => !present,
        };
    }
}

/// <summary>How a <see cref="LabelSelectorRequirement"/> compares.</summary>
public enum LabelSelectorOperator
{
    /// <summary>The label has one of the values.</summary>
    In,

    /// <summary>The label is absent or has none of the values.</summary>
    NotIn,

    /// <summary>The label is there, whatever its value.</summary>
    Exists,

    /// <summary>The label is not there.</summary>
    DoesNotExist,
}
