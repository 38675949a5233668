using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed;

/// <summary>Removes an instance when the process that owns it ends without doing so.</summary>
internal static class Watchdog
{
    /// <summary>Starts a process that waits for the end of this one and then runs the testbed's own <c>down</c>.</summary>
    public static Task StartAsync(Instance instance, CancellationToken ct)
    {
        const string script = "tail --sleep-interval=0.2 --pid=\"$1\" -f /dev/null; shift; exec \"$@\"";
        var program = typeof(Watchdog).Assembly.Location;
        var command = new CommandLine(
            "/bin/sh", "-c", script, "sh", $"{Environment.ProcessId}", DotnetHost(), program, "down", "--name", instance.Name);
        return new ServerProcess(instance, instance.Directory, "watchdog").StartAsync(command, ct: ct);
    }

    // The runtime this process runs on: <root>/shared/Microsoft.NETCore.App/<version>/.
    private static string DotnetHost() =>
        Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}
