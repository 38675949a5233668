namespace Mooring.Tests.Integration;

/// <summary><see cref="RealFactAttribute"/> with data.</summary>
public sealed class RealTheoryAttribute : TheoryAttribute
{
    public RealTheoryAttribute()
    {
        Timeout = RealParts.LongestTest;
        Skip = RealParts.SkipReason;
    }
}
