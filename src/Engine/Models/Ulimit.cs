namespace Mooring.Engine.Models;

/// <summary>A resource limit of the processes in a container.</summary>
public sealed record Ulimit
{
    public string? Name { get; init; }

    public long Hard { get; init; }

    public long Soft { get; init; }
}
