namespace Mooring.Engine.Models;

/// <summary>A mount of an existing container.</summary>
public sealed record MountPoint
{
    /// <summary><c>bind</c>, <c>volume</c>, <c>tmpfs</c>, <c>npipe</c>, <c>cluster</c> or <c>image</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Volume name.</summary>
    public string? Name { get; init; }

    public string? Source { get; init; }

    public string? Destination { get; init; }

    public string? Driver { get; init; }

    public string? Mode { get; init; }

    public bool RW { get; init; }

    public string? Propagation { get; init; }
}
