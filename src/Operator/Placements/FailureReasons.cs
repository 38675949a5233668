using Mooring.Api;
using Mooring.Kube.Reconciling;

namespace Mooring.Operator.Placements;

/// <summary>The condition reason for a failed operation.</summary>
public static class FailureReasons
{
    /// <summary>By the step it failed at, and by the engine's answer where that says more.</summary>
    public static string Of(OperationState failed) => failed switch
    {
        { Step: OperationStep.Checking, Fault.Kind: FaultKind.NotFound } => Reasons.ImageNotPresent,
        { Step: OperationStep.Queued or OperationStep.Checking or OperationStep.Pulling } => Reasons.ImagePullFailed,
        { Step: OperationStep.Removing } => Reasons.ContainerRemoveFailed,
        { Step: OperationStep.Creating, Fault.Kind: FaultKind.Conflict } => Reasons.NameConflict,
        { Step: OperationStep.Creating } => Reasons.ContainerCreateFailed,
        _ when failed.Fault!.Message.Contains("port is already allocated", StringComparison.Ordinal) => Reasons.PortConflict,
        _ => Reasons.ContainerStartFailed,
    };
}
