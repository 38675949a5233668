using Mooring.Engine.Models;

namespace Mooring.Engine;

/// <summary>Calls about containers; <c>id</c> is an ID, a unique prefix of one, or a name.</summary>
/// <remarks>All that name a container throw <see cref="DockerContainerNotFoundException"/> if there is none.</remarks>
public interface IContainerOperations
{
    /// <summary>GET /containers/json.</summary>
    Task<IReadOnlyList<ContainerListResponse>> ListContainersAsync(ContainersListParameters parameters, CancellationToken ct);

    /// <summary>POST /containers/create.</summary>
    /// <exception cref="DockerImageNotFoundException">The engine does not have the image.</exception>
    /// <exception cref="DockerConflictException">The name is taken.</exception>
    Task<CreateContainerResponse> CreateContainerAsync(CreateContainerParameters parameters, CancellationToken ct);

    /// <summary>GET /containers/{id}/json.</summary>
    Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken ct);

    /// <summary>POST /containers/{id}/start.</summary>
    /// <returns>False if it already ran.</returns>
    Task<bool> StartContainerAsync(string id, CancellationToken ct);

    /// <summary>POST /containers/{id}/stop; the time the container is given to end counts on top of the default timeout.</summary>
    /// <returns>False if it did not run.</returns>
    Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken ct);

    /// <summary>DELETE /containers/{id}.</summary>
    Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken ct);
}
