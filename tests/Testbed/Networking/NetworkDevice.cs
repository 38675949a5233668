using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Networking;

/// <summary>The network devices of the machine itself.</summary>
internal static class NetworkDevice
{
    private const string Folder = "/sys/class/net";

    public static bool Exists(string name) => Directory.Exists(Path.Combine(Folder, name));

    public static IReadOnlyList<string> Names() => [.. Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path))];

    /// <summary>Runs ip(8) with arguments that hold no spaces.</summary>
    public static Task IpAsync(string arguments, CancellationToken ct) => Tool.RunAsync("ip", arguments.Split(' '), ct);

    public static async Task RemoveAsync(string name, CancellationToken ct)
    {
        try
        {
            await IpAsync($"link delete {name}", ct);
        }
        catch (ToolFailedException) when (!Exists(name))
        {
            // It went away with the other end of its pair.
        }
    }
}
