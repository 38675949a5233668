namespace Mooring.Engine.Models;

/// <summary>Reply of GET /volumes.</summary>
public sealed record VolumesListResponse
{
    public IReadOnlyList<VolumeResponse> Volumes { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];
}
