using Mooring.Engine.Models;

namespace Mooring.Engine;

/// <summary>Calls about volumes.</summary>
/// <remarks>All that name a volume throw <see cref="DockerVolumeNotFoundException"/> if there is none.</remarks>
public interface IVolumeOperations
{
    /// <summary>GET /volumes.</summary>
    Task<VolumesListResponse> ListAsync(VolumesListParameters parameters, CancellationToken ct);

    /// <summary>GET /volumes/{name}.</summary>
    Task<VolumeResponse> InspectAsync(string name, CancellationToken ct);

    /// <summary>POST /volumes/create; returns the existing volume if the name is taken by an equal one.</summary>
    Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken ct);

    /// <summary>DELETE /volumes/{name}.</summary>
    /// <exception cref="DockerConflictException">A container uses it.</exception>
    Task RemoveAsync(string name, bool force, CancellationToken ct);

    /// <summary>POST /volumes/prune.</summary>
    Task<PruneResponse> PruneAsync(IDictionary<string, IDictionary<string, bool>>? filters, CancellationToken ct);
}
