using System.Diagnostics;

namespace Mooring.Tests.Testbed.Processes;

/// <summary>Runs programs to their end.</summary>
public static class Tool
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The search path of everything a testbed starts: system programs are not on each user's path.</summary>
    public static string SearchPath { get; } = Environment.GetEnvironmentVariable("PATH") + ":/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin";

    /// <summary>Runs a program for at most two minutes and returns what it wrote to standard output.</summary>
    /// <exception cref="ToolFailedException">It ended with an exit code other than zero.</exception>
    /// <exception cref="TimeoutException">It did not end in time and was killed.</exception>
    public static async Task<string> RunAsync(CommandLine command, CancellationToken ct = default)
    {
        using var process = new Process { StartInfo = Describe(command) };
        process.Start();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(Longest);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await WriteInputAsync(process, command.StandardInput, deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode == 0
                ? await output
                : throw new ToolFailedException(command, process.ExitCode, await error is { Length: > 0 } text ? text : await output);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            throw new TimeoutException($"'{command}' did not end within {Longest.TotalSeconds:0} s");
        }
    }

    /// <summary>The same as <see cref="RunAsync(CommandLine, CancellationToken)"/> for a program without special environment or input.</summary>
    public static Task<string> RunAsync(string fileName, IReadOnlyList<string> arguments, CancellationToken ct = default) =>
        RunAsync(new CommandLine(fileName, arguments), ct);

    /// <summary>The path of a program on <see cref="SearchPath"/>, or null.</summary>
    public static string? Find(string program) =>
        SearchPath.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static ProcessStartInfo Describe(CommandLine command)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = SearchPath;
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task WriteInputAsync(Process process, string text, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.WriteAsync(text.AsMemory(), ct);
            process.StandardInput.Close();
        }
        catch (IOException) when (process.HasExited)
        {
            // It ended without reading: its exit code says more than the broken pipe.
        }
    }
}
