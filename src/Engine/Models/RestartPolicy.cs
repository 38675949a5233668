namespace Mooring.Engine.Models;

/// <summary>When the engine restarts a container by itself.</summary>
public sealed record RestartPolicy
{
    /// <summary><c>no</c>, <c>always</c>, <c>unless-stopped</c> or <c>on-failure</c>; empty means <c>no</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Only with <c>on-failure</c>; 0 for no limit.</summary>
    public int? MaximumRetryCount { get; init; }
}
