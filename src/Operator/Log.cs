using Mooring.Kube.Client;
using Mooring.Operator.Placements;

namespace Mooring.Operator;

/// <summary>Every log message of the operator. Ids: 2000 host, 2100 DockerNodes, 2200 Clusters, 2300 Placements.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "Mooring {Version} starts as {Owner}, watching {Scope}")]
    public static partial void Starting(this ILogger log, string version, string owner, string scope);

    [LoggerMessage(2100, LogLevel.Debug, "Planned {Node}: {StepCount} steps")]
    public static partial void DockerNodePlanned(this ILogger log, ObjectKey node, int stepCount);

    [LoggerMessage(2101, LogLevel.Warning, "{Node} cannot be reached as declared: {Message}")]
    public static partial void EngineNotUsable(this ILogger log, ObjectKey node, string message);

    [LoggerMessage(2200, LogLevel.Debug, "Planned {Cluster}: {Reason}, {StepCount} steps")]
    public static partial void ClusterPlanned(this ILogger log, ObjectKey cluster, string reason, int stepCount);

    [LoggerMessage(2300, LogLevel.Debug, "Planned {Placement}: {Phase}, {StepCount} steps")]
    public static partial void PlacementPlanned(this ILogger log, ObjectKey placement, PlacementPhase phase, int stepCount);

    [LoggerMessage(2301, LogLevel.Warning, "{Placement} slot {Slot} on {Engine}: {Step} failed {Failures} times: {Message}")]
    public static partial void OperationFailed(this ILogger log, ObjectKey placement, string slot, string engine, OperationStep step, string message, int failures);
}
