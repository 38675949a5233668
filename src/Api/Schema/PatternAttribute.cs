namespace Mooring.Api.Schema;

/// <summary>Regular expression (RE2 and .NET alike) that a text, or each text of a list, must match.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PatternAttribute(string expression) : Attribute
{
    /// <summary>The expression, anchored.</summary>
    public string Expression { get; } = expression;
}
