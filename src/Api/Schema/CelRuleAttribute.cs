namespace Mooring.Api.Schema;

/// <summary>
/// A rule over the fields of an object, checked by API servers from 1.25 on; the same rule is in <c>Validation</c> for those that drop it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class CelRuleAttribute(string rule, string message) : Attribute
{
    /// <summary>The expression in Common Expression Language; <c>self</c> is what the attribute is on.</summary>
    public string Rule { get; } = rule;

    /// <summary>What the person reads: the problem and its cure.</summary>
    public string Message { get; } = message;
}
