using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Hosts;

/// <summary>Where an engine's programs are.</summary>
/// <param name="Daemon">Path of dockerd.</param>
/// <param name="SearchPath">PATH with the containerd, shim and proxy that belong to it first.</param>
internal sealed record EnginePrograms(string Daemon, string SearchPath)
{
    /// <exception cref="FileNotFoundException">The prerequisites are not installed.</exception>
    public static EnginePrograms Find(EngineRelease release) =>
        TryFind(release) ?? throw new FileNotFoundException($"no dockerd for {release}: run hack/prerequisites.sh");

    public static EnginePrograms? TryFind(EngineRelease release)
    {
        if (release == EngineRelease.Installed)
        {
            return Tool.Find("dockerd") is { } installed ? new(installed, Tool.SearchPath) : null;
        }

        if (CacheFolder.Newest("engine", "usr/sbin/dockerd") is not { } daemon)
        {
            return null;
        }

        var system = Path.GetDirectoryName(daemon)!;
        return new(daemon, $"{system}:{Path.GetFullPath(Path.Combine(system, "../bin"))}:{Tool.SearchPath}");
    }

    /// <summary>The release whose version begins with a text; the installed one for an empty text.</summary>
    /// <exception cref="ArgumentException">There is no such engine.</exception>
    public static async Task<EngineRelease> ReleaseOfAsync(string version, CancellationToken ct)
    {
        foreach (var release in Enum.GetValues<EngineRelease>())
        {
            // "Docker version 20.10.24+dfsg1, build 5d6db84"
            if (TryFind(release) is { } programs
                && (await Tool.RunAsync(programs.Daemon, ["--version"], ct)).StartsWith($"Docker version {version}", StringComparison.Ordinal))
            {
                return release;
            }
        }

        throw new ArgumentException($"there is no engine {version}; hack/prerequisites.sh installs what there can be", nameof(version));
    }
}
