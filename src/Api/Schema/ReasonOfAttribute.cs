namespace Mooring.Api.Schema;

/// <summary>The condition types a reason is used with; the documentation of conditions is made from it.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ReasonOfAttribute(params string[] types) : Attribute
{
    /// <summary>Constants of <see cref="ConditionTypes"/>.</summary>
    public IReadOnlyList<string> Types { get; } = types;
}
