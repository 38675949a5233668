using Microsoft.Extensions.Logging;
using Mooring.Swarm.CommandLine;

namespace Mooring.Swarm.Logging;

/// <summary>logrus' names of levels.</summary>
public static class LogLevels
{
    /// <summary>The level with this name, in any case.</summary>
    /// <exception cref="CommandLineException">There is none.</exception>
    public static LogLevel Parse(string name) => name.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.Debug,
        "INFO" => LogLevel.Information,
        "WARN" or "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" or "PANIC" => LogLevel.Critical,
        _ => throw new CommandLineException($"not a valid logrus Level: \"{name}\""),
    };
}
