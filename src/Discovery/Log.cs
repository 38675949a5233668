using Microsoft.Extensions.Logging;

namespace Mooring.Discovery;

/// <summary>Every log message of this assembly; ids 4500 to 4999.</summary>
internal static partial class Log
{
    [LoggerMessage(4500, LogLevel.Error, "Discovery error: {Error}")]
    public static partial void WatchFailed(this ILogger log, string error);

    [LoggerMessage(4501, LogLevel.Information, "Initializing discovery with TLS")]
    public static partial void WithTls(this ILogger log);

    [LoggerMessage(4502, LogLevel.Information, "Initializing discovery without TLS")]
    public static partial void WithoutTls(this ILogger log);

    [LoggerMessage(4503, LogLevel.Warning, "Entry {Key} of the discovery store is ignored: {Error}")]
    public static partial void EntryIgnored(this ILogger log, string key, string error);
}
