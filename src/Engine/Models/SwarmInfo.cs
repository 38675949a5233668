namespace Mooring.Engine.Models;

/// <summary>Swarm-mode membership of an engine.</summary>
public sealed record SwarmInfo
{
    public string? NodeID { get; init; }

    public string? NodeAddr { get; init; }

    /// <summary><c>inactive</c>, <c>pending</c>, <c>active</c>, <c>error</c> or <c>locked</c>.</summary>
    public string? LocalNodeState { get; init; }

    public bool ControlAvailable { get; init; }

    public string? Error { get; init; }
}
