using System.Reflection;

namespace Mooring.Swarm;

/// <summary>The version of this build.</summary>
public static class SwarmVersion
{
    private static readonly string[] Parts =
        (typeof(SwarmVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+', 2);

    /// <summary>For example <c>0.1.0</c>.</summary>
    public static string Number => Parts[0];

    /// <summary>The commit it was built from, shortened; <c>HEAD</c> if unknown.</summary>
    public static string Commit => Parts.Length == 2 ? Parts[1][..Math.Min(7, Parts[1].Length)] : "HEAD";

    /// <summary>What <c>swarm --version</c> prints.</summary>
    public static string Line => $"swarm version {Number} ({Commit})";
}
