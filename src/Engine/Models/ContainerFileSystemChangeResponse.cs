namespace Mooring.Engine.Models;

/// <summary>One changed path of a container.</summary>
public sealed record ContainerFileSystemChangeResponse
{
    public string Path { get; init; } = "";

    /// <summary>0 modified, 1 added, 2 deleted.</summary>
    public int Kind { get; init; }
}
