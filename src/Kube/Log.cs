using Microsoft.Extensions.Logging;
using Mooring.Kube.Client;
using Mooring.Kube.Reconciling;

namespace Mooring.Kube;

/// <summary>Every log message of this assembly; ids 1000 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Debug, "Listed {Count} {Resource} at version {Version}")]
    public static partial void Listed(this ILogger log, string resource, int count, string version);

    [LoggerMessage(1001, LogLevel.Information, "Version {Version} of {Resource} has expired; listing anew")]
    public static partial void WatchExpired(this ILogger log, string resource, string? version);

    [LoggerMessage(1002, LogLevel.Warning, "Watching {Resource} failed with {Reason}: {Error}; attempt {Failures} follows")]
    public static partial void WatchFailed(this ILogger log, string resource, StatusReason reason, string error, int failures);

    [LoggerMessage(1003, LogLevel.Warning, "{Resource} {Key} is skipped, it does not fit its type: {Error}")]
    public static partial void ObjectUnreadable(this ILogger log, string resource, ObjectKey key, string error);

    [LoggerMessage(1004, LogLevel.Debug, "The watch of {Resource} was silent for long; beginning it again")]
    public static partial void WatchSilent(this ILogger log, string resource);

    [LoggerMessage(1010, LogLevel.Error, "{Controller} failed on {Key} by a fault of its own; retrying in {Delay}")]
    public static partial void ReconcileThrew(this ILogger log, Exception e, string controller, ObjectKey key, TimeSpan delay);

    [LoggerMessage(EventId = 1011, Message = "{Controller} failed on {Key} with {Kind}: {Error}; retrying in {Delay}")]
    public static partial void ReconcileFailed(
        this ILogger log, LogLevel level, string controller, ObjectKey key, FaultKind kind, string error, TimeSpan delay);

    [LoggerMessage(1012, LogLevel.Information, "{Controller} leaves {Key} until it changes, {Kind}: {Error}")]
    public static partial void ReconcileParked(this ILogger log, string controller, ObjectKey key, FaultKind kind, string error);

    [LoggerMessage(1013, LogLevel.Information, "{Controller} starts with {Workers} workers")]
    public static partial void ControllerStarted(this ILogger log, string controller, int workers);

    [LoggerMessage(1014, LogLevel.Information, "{Controller} has stopped")]
    public static partial void ControllerStopped(this ILogger log, string controller);

    [LoggerMessage(1015, LogLevel.Error, "{Controller} cannot tell which objects a change concerns; the change is passed over")]
    public static partial void MappingThrew(this ILogger log, Exception e, string controller);

    [LoggerMessage(1020, LogLevel.Information, "Leading by lease {Lease} as {Identity}")]
    public static partial void LeadershipGained(this ILogger log, string lease, string identity);

    [LoggerMessage(1021, LogLevel.Error, "Lost the leadership by lease {Lease}; it is held by {Holder}")]
    public static partial void LeadershipLost(this ILogger log, string lease, string? holder);

    [LoggerMessage(1022, LogLevel.Information, "Gave up lease {Lease}")]
    public static partial void LeadershipReleased(this ILogger log, string lease);

    [LoggerMessage(1023, LogLevel.Information, "Lease {Lease} is held by {Holder}; waiting")]
    public static partial void LeaderIs(this ILogger log, string lease, string? holder);

    [LoggerMessage(1024, LogLevel.Warning, "Lease {Lease} could not be read or written, {Reason}: {Error}")]
    public static partial void LeaseFailed(this ILogger log, string lease, StatusReason reason, string error);

    [LoggerMessage(1030, LogLevel.Warning, "{Count} events were dropped: the API server does not keep up")]
    public static partial void EventsDropped(this ILogger log, long count);

    [LoggerMessage(1031, LogLevel.Warning, "An event could not be written, {Reason}: {Error}")]
    public static partial void EventFailed(this ILogger log, StatusReason reason, string error);
}
