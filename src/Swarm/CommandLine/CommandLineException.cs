namespace Mooring.Swarm.CommandLine;

/// <summary>The arguments cannot be acted upon. The message is shown as it is and the process ends with status 1.</summary>
public sealed class CommandLineException : Exception
{
    /// <summary>Creates the exception; <paramref name="message"/> is what the user sees.</summary>
    public CommandLineException(string message, bool showUsage = false)
        : base(message) => ShowUsage = showUsage;

    /// <summary>True when the flags themselves are wrong, so that the command's usage helps.</summary>
    public bool ShowUsage { get; }
}
