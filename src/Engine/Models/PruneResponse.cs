namespace Mooring.Engine.Models;

/// <summary>Reply of the prune calls; which list is filled depends on what was pruned.</summary>
public sealed record PruneResponse
{
    public IReadOnlyList<string> ContainersDeleted { get; init => field = value ?? []; } = [];

    public IReadOnlyList<ImageDeleteResponse> ImagesDeleted { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> NetworksDeleted { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> VolumesDeleted { get; init => field = value ?? []; } = [];

    /// <summary>Bytes.</summary>
    public long SpaceReclaimed { get; init; }
}
