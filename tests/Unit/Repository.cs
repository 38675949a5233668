namespace Mooring.Tests.Unit;

/// <summary>Where the working tree is, for tests that read the repository's own files.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string from) =>
        File.Exists(Path.Combine(from, "Operator.sln"))
            ? from
            : Find(Path.GetDirectoryName(from) ?? throw new InvalidOperationException($"No Operator.sln above {AppContext.BaseDirectory}"));
}
