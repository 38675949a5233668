namespace Mooring.Engine.Models;

/// <summary>State of a container at the moment of the call.</summary>
public sealed record ContainerState
{
    /// <summary><c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>removing</c>, <c>exited</c> or <c>dead</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    public bool Running { get; init; }

    public bool Paused { get; init; }

    public bool Restarting { get; init; }

    public bool OOMKilled { get; init; }

    public bool Dead { get; init; }

    public long Pid { get; init; }

    public long ExitCode { get; init; }

    public string? Error { get; init; }

    /// <summary>Null if it never started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Null if it never ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public Health? Health { get; init; }
}
