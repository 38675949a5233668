using Mooring.Tests.Testbed;
using Mooring.Tests.Testbed.Networking;

namespace Mooring.Tests.Integration.Testbed;

/// <summary>What can be seen of an instance from outside, in words.</summary>
internal static class Traces
{
    /// <summary>Empty when nothing is left.</summary>
    public static IReadOnlyList<string> Of(string name, Subnet subnet) =>
    [
        .. Processes(name),
        .. Directory.EnumerateFileSystemEntries("/sys/class/net").Select(path => Path.GetFileName(path))
            .Where(device => device == subnet.Bridge || device.StartsWith(subnet.Bridge + "-", StringComparison.Ordinal)).Select(device => $"device {device}"),
        .. File.ReadLines("/proc/self/mountinfo").Where(mount => mount.Contains(Path.Combine(Instance.Root, name) + "/", StringComparison.Ordinal)),
        .. Directory.EnumerateDirectories("/sys/fs/cgroup", $"mooring-testbed-{subnet.Number}", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }),
        .. Directory.Exists(Path.Combine(Instance.Root, name)) ? [$"folder {name}"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Processes(string name)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])))
        {
            string environment;
            try
            {
                environment = File.ReadAllText(Path.Combine(folder, "environ"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            if (environment.Split('\0').Contains($"{Instance.EnvironmentVariable}={name}"))
            {
                yield return $"process {Path.GetFileName(folder)}";
            }
        }
    }
}
