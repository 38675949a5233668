using Mooring.Tests.Testbed;

namespace Mooring.Tests.Integration;

/// <summary>Whether the real parts are there.</summary>
internal static class RealParts
{
    /// <summary>Milliseconds after which a test is given up; a wait inside it has a shorter deadline and a better message.</summary>
    public const int LongestTest = 300_000;

    /// <summary>Why tests cannot run, or null.</summary>
    public static string? SkipReason { get; } = Environment.GetEnvironmentVariable("CI") == "true" ? null : Missing();

    /// <exception cref="InvalidOperationException">Real parts are missing.</exception>
    public static void Require()
    {
        if (Missing() is { } missing)
        {
            throw new InvalidOperationException(missing);
        }
    }

    private static string? Missing() =>
        Prerequisites.Missing() is { Count: > 0 } missing ? $"needs {string.Join(", ", missing)}: run hack/prerequisites.sh as root" : null;
}
