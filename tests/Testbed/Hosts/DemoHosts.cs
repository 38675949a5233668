namespace Mooring.Tests.Testbed.Hosts;

/// <summary>The hosts of the demo: one internal, two external.</summary>
public static class DemoHosts
{
    /// <summary><c>dockerhost01</c> and so on; from the fourth on they are like the third.</summary>
    public static IReadOnlyList<DockerHostOptions> Create(int count, EngineRelease engine = EngineRelease.Installed) =>
        [.. Enumerable.Range(1, count).Select(number => new DockerHostOptions($"dockerhost{number:00}") { Engine = engine, Labels = Labels(number) })];

    private static Dictionary<string, string> Labels(int number) => new()
    {
        ["status"] = number == 2 ? "non-master" : "master",
        ["disk"] = "ssd",
        ["zone"] = number == 1 ? "internal" : "external",
    };
}
