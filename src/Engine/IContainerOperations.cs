using Mooring.Engine.Models;
using Mooring.Engine.Streams;

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

    /// <summary>
    /// POST /containers/{id}/stop; the seconds given count on top of the default timeout (10 s if none are given: pass them for a container
    /// with a longer stop timeout of its own).
    /// </summary>
    /// <returns>False if it did not run.</returns>
    Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken ct);

    /// <summary>POST /containers/{id}/restart; time as for <see cref="StopContainerAsync"/>.</summary>
    Task RestartContainerAsync(string id, ContainerStopParameters parameters, CancellationToken ct);

    /// <summary>POST /containers/{id}/kill.</summary>
    /// <param name="id">Container.</param>
    /// <param name="signal">Name or number; null for KILL.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <exception cref="DockerConflictException">It does not run.</exception>
    Task KillContainerAsync(string id, string? signal, CancellationToken ct);

    /// <summary>POST /containers/{id}/pause.</summary>
    Task PauseContainerAsync(string id, CancellationToken ct);

    /// <summary>POST /containers/{id}/unpause.</summary>
    Task UnpauseContainerAsync(string id, CancellationToken ct);

    /// <summary>POST /containers/{id}/rename.</summary>
    /// <exception cref="DockerConflictException">The name is taken.</exception>
    Task RenameContainerAsync(string id, string newName, CancellationToken ct);

    /// <summary>POST /containers/{id}/update.</summary>
    Task<ContainerUpdateResponse> UpdateContainerAsync(string id, ContainerUpdateParameters parameters, CancellationToken ct);

    /// <summary>DELETE /containers/{id}.</summary>
    /// <exception cref="DockerConflictException">It runs and force is not set, or its removal is already under way.</exception>
    Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken ct);

    /// <summary>POST /containers/{id}/wait; without deadline.</summary>
    /// <param name="id">Container.</param>
    /// <param name="condition"><c>not-running</c> (the default if null), <c>next-exit</c> or <c>removed</c>.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<ContainerWaitResponse> WaitContainerAsync(string id, string? condition, CancellationToken ct);

    /// <summary>GET /containers/{id}/logs.</summary>
    /// <param name="id">Container.</param>
    /// <param name="tty">Whether it has a terminal: then the engine sends bytes without frames.</param>
    /// <param name="parameters">What to send.</param>
    /// <param name="ct">Cancels until the stream begins; each read has a token of its own.</param>
    Task<MultiplexedStream> GetContainerLogsAsync(string id, bool tty, ContainerLogsParameters parameters, CancellationToken ct);

    /// <summary>POST /containers/{id}/attach on a connection of its own.</summary>
    /// <param name="id">Container.</param>
    /// <param name="tty">Whether it has a terminal.</param>
    /// <param name="parameters">Which streams.</param>
    /// <param name="ct">Cancels until the stream begins; each read has a token of its own.</param>
    Task<MultiplexedStream> AttachContainerAsync(string id, bool tty, ContainerAttachParameters parameters, CancellationToken ct);

    /// <summary>POST /containers/{id}/resize, in characters.</summary>
    Task ResizeContainerTtyAsync(string id, int height, int width, CancellationToken ct);

    /// <summary>GET /containers/{id}/top.</summary>
    Task<ContainerProcessesResponse> ListProcessesAsync(string id, string? psArguments, CancellationToken ct);

    /// <summary>GET /containers/{id}/changes.</summary>
    Task<IReadOnlyList<ContainerFileSystemChangeResponse>> InspectChangesAsync(string id, CancellationToken ct);

    /// <summary>GET /containers/{id}/archive: a tar stream, to be disposed by the caller.</summary>
    Task<ContainerArchive> GetArchiveFromContainerAsync(string id, ContainerPathStatParameters parameters, CancellationToken ct);

    /// <summary>PUT /containers/{id}/archive: unpacks a tar stream into a directory; works on stopped containers too.</summary>
    Task ExtractArchiveToContainerAsync(string id, ContainerPathStatParameters parameters, Stream tar, CancellationToken ct);

    /// <summary>POST /containers/prune.</summary>
    Task<PruneResponse> PruneContainersAsync(IDictionary<string, IDictionary<string, bool>>? filters, CancellationToken ct);
}
