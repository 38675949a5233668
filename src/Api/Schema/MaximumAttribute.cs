namespace Mooring.Api.Schema;

/// <summary>Greatest value of a number, inclusive.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class MaximumAttribute(long value) : Attribute
{
    /// <summary>The bound.</summary>
    public long Value { get; } = value;
}
