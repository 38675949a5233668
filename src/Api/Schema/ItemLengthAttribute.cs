namespace Mooring.Api.Schema;

/// <summary>Bounds of the length of each text in a list, in characters, inclusive.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ItemLengthAttribute(int min, int max) : Attribute
{
    /// <summary>Least length.</summary>
    public int Min { get; } = min;

    /// <summary>Greatest length.</summary>
    public int Max { get; } = max;
}
