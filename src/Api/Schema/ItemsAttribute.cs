namespace Mooring.Api.Schema;

/// <summary>Bounds of the number of entries of a list or map, inclusive. Rules that iterate need the upper one to stay within the server's cost limit.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ItemsAttribute(int min, int max) : Attribute
{
    /// <summary>Least number of entries.</summary>
    public int Min { get; } = min;

    /// <summary>Greatest number of entries.</summary>
    public int Max { get; } = max;
}
