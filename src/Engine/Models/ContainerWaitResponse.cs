namespace Mooring.Engine.Models;

/// <summary>Reply of POST /containers/{id}/wait.</summary>
public sealed record ContainerWaitResponse
{
    /// <summary>Exit code.</summary>
    public long StatusCode { get; init; }

    public WaitExitError? Error { get; init; }
}
