namespace Mooring.Engine.Models;

/// <summary>What the health check found so far.</summary>
public sealed record Health
{
    /// <summary><c>none</c>, <c>starting</c>, <c>healthy</c> or <c>unhealthy</c>.</summary>
    public string? Status { get; init; }

    public long FailingStreak { get; init; }
}
