using Mooring.Tests.Testbed.Networking;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed;

/// <summary>Everything an instance leaves on a machine; the regular end and the one after a crash are the same.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Ends its processes and removes its devices, control groups and files. Does nothing where nothing is.</summary>
    public static async Task RemoveAsync(Instance instance, CancellationToken ct)
    {
        await Wait.UntilAsync($"the processes of {instance.Name} to end", Longest, () => KillAll(instance) == 0, ct);
        await new Bridge(instance.Subnet).RemoveAsync(ct);
        await Wait.UntilAsync($"the control groups of {instance.Name} to empty", Longest, () => RemoveControlGroups(instance), ct);
        if (Directory.Exists(instance.Directory))
        {
            // Layers hold device nodes and files of any mode, which rm knows to handle.
            await Tool.RunAsync("rm", ["-rf", "--one-file-system", instance.Directory], ct);
        }

        // Fails while other instances are there, as it should.
        _ = NativeMethods.RemoveDirectory(Instance.Root);
    }

    // The first process of a host's namespaces takes all others of the host with it.
    private static int KillAll(Instance instance)
    {
        var found = ProcessTable.WithEnvironment(Instance.EnvironmentVariable, instance.Name)
            .Where(process => process.Pid != Environment.ProcessId).ToList();
        foreach (var process in found)
        {
            _ = NativeMethods.Kill(process.Pid, (int)Signal.Kill);
        }

        return found.Count;
    }

    // Version 2 has one hierarchy; version 1 one for each controller.
    private static bool RemoveControlGroups(Instance instance)
    {
        const string root = "/sys/fs/cgroup";
        var roots = Directory.GetDirectories(root).Append(root).Select(path => Path.Combine(path, instance.ControlGroup)).Where(Directory.Exists);
        return roots.All(RemoveControlGroup);
    }

    private static bool RemoveControlGroup(string path)
    {
        try
        {
            // The files in it are the kernel's: only the folders are removed, the innermost first.
            return Directory.GetDirectories(path).All(RemoveControlGroup) && NativeMethods.RemoveDirectory(path) == 0;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
    }
}
