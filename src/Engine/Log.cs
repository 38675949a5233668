using Microsoft.Extensions.Logging;

namespace Mooring.Engine;

internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Debug, "{Endpoint} speaks API {Version}")]
    public static partial void Negotiated(this ILogger log, string endpoint, string version);

    [LoggerMessage(3001, LogLevel.Debug, "Event stream of {Endpoint} lost: {Cause}; again in {Pause}")]
    public static partial void EventsLost(this ILogger log, Exception e, Uri endpoint, string cause, TimeSpan pause);
}
