namespace Mooring.Engine.Models;

/// <summary>Options of a bind mount.</summary>
public sealed record BindOptions
{
    /// <summary><c>private</c>, <c>rprivate</c>, <c>shared</c>, <c>rshared</c>, <c>slave</c> or <c>rslave</c>.</summary>
    public string? Propagation { get; init; }

    public bool? NonRecursive { get; init; }

    /// <summary>Makes the host path if it is missing; needs API 1.42.</summary>
    public bool? CreateMountpoint { get; init; }
}
