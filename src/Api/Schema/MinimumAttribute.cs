namespace Mooring.Api.Schema;

/// <summary>Least value of a number, inclusive.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MinimumAttribute(long value) : Attribute
{
    /// <summary>The bound.</summary>
    public long Value { get; } = value;
}
