namespace Mooring.Engine.Models;

/// <summary>Query of POST /containers/{id}/stop and /restart.</summary>
public sealed record ContainerStopParameters
{
    /// <summary>Seconds until the kill; null for the container's own stop timeout, -1 for ever.</summary>
    public int? WaitBeforeKillSeconds { get; init; }

    /// <summary>Signal in place of the container's own; needs API 1.42.</summary>
    public string? Signal { get; init; }
}
