namespace Mooring.Tests.Integration;

/// <summary>A test on real parts. Where they are missing it is counted as skipped, but not in CI, where it fails.</summary>
public sealed class RealFactAttribute : FactAttribute
{
    public RealFactAttribute()
    {
        Timeout = RealParts.LongestTest;
        Skip = RealParts.SkipReason;
    }
}
