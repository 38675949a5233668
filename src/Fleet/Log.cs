using Microsoft.Extensions.Logging;

namespace Mooring.Fleet;

internal static partial class Log
{
    [LoggerMessage(3500, LogLevel.Information, "Engine {Key} is healthy ({Name}, {Version})")]
    public static partial void EngineHealthy(this ILogger log, string key, string name, string version);

    [LoggerMessage(3501, LogLevel.Warning, "Engine {Key} is unhealthy after {Failures} failed probes: {Error}")]
    public static partial void EngineUnhealthy(this ILogger log, string key, int failures, string error);

    [LoggerMessage(3502, LogLevel.Debug, "Reading {Key} again failed: {Error}")]
    public static partial void RefreshFailed(this ILogger log, string key, string error);

    [LoggerMessage(3503, LogLevel.Error, "The monitor of {Key} failed and starts over")]
    public static partial void MonitorFailed(this ILogger log, Exception e, string key);
}
