namespace Mooring.Tests.Testbed;

/// <summary>What hack/prerequisites.sh built or unpacked: <c>&lt;thing&gt;/&lt;version&gt;/...</c>.</summary>
internal static class CacheFolder
{
    private static string Root { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "mooring");

    /// <summary>The path of a file within the newest version that has it, or null.</summary>
    public static string? Newest(string thing, string file)
    {
        var folder = Path.Combine(Root, thing);
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder)
                .Where(path => Version.TryParse(Path.GetFileName(path), out _) && File.Exists(Path.Combine(path, file)))
                .OrderByDescending(path => Version.Parse(Path.GetFileName(path)))
                .Select(path => Path.Combine(path, file))
                .FirstOrDefault()
            : null;
    }
}
