using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Mooring.Kube.Configuration;

namespace Mooring.Kube.Transport;

/// <summary>Runs a credential program once.</summary>
internal static class ExecProcess
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(1);

    /// <summary>What it printed. Throws <see cref="KubeconfigException"/> when it is missing, fails, or takes over a minute.</summary>
    public static async Task<string> RunAsync(ExecPlugin plugin, TimeProvider clock, CancellationToken ct)
    {
        using var process = Start(plugin);
        using var timeout = new CancellationTokenSource(LongestRun, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            var output = await process.StandardOutput.ReadToEndAsync(either.Token);
            var complaint = await errors;
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0
                ? output
                : throw new KubeconfigException($"Credential program {plugin.Command} ended with {process.ExitCode}: {FirstLine(complaint)}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new KubeconfigException($"Credential program {plugin.Command} took longer than {LongestRun.TotalSeconds:0} s");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ExecPlugin plugin)
    {
        var start = new ProcessStartInfo(plugin.Command, plugin.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Info(plugin).ToJsonString();
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new KubeconfigException($"Credential program {plugin.Command} does not start: {e.Message}. {plugin.InstallHint}".TrimEnd(), e);
        }
    }

    private static JsonObject Info(ExecPlugin plugin)
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (plugin.Cluster is { } cluster)
        {
            spec["cluster"] = JsonNode.Parse(cluster);
        }

        return new() { ["apiVersion"] = plugin.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec };
    }

    private static string FirstLine(string text) =>
        text.Split('\n', 2, StringSplitOptions.TrimEntries)[0] is var line && line.Length > 200 ? line[..200] : line;
}
