namespace Mooring.Engine.Models;

/// <summary>The part of the host configuration that a container list shows.</summary>
public sealed record SummaryHostConfig
{
    public string? NetworkMode { get; init; }
}
