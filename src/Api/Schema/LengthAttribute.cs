namespace Mooring.Api.Schema;

/// <summary>Bounds of a text's length in characters, inclusive.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LengthAttribute(int min, int max) : Attribute
{
    /// <summary>Least length.</summary>
    public int Min { get; } = min;

    /// <summary>Greatest length.</summary>
    public int Max { get; } = max;
}
