namespace Mooring.Tests.Testbed.Processes;

/// <summary>A program ended with an exit code other than zero.</summary>
public sealed class ToolFailedException(CommandLine command, int exitCode, string output)
    : Exception($"'{command}' ended with {exitCode}: {output.Trim()}")
{
    /// <summary>What the program ended with.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What it wrote to standard error, or to standard output when that was empty.</summary>
    public string Output { get; } = output;
}
