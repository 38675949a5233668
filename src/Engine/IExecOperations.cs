using Mooring.Engine.Models;
using Mooring.Engine.Streams;

namespace Mooring.Engine;

/// <summary>Calls about commands run in a container beside its main process.</summary>
public interface IExecOperations
{
    /// <summary>POST /containers/{id}/exec.</summary>
    /// <exception cref="DockerConflictException">The container does not run.</exception>
    Task<ContainerExecCreateResponse> ExecCreateContainerAsync(string id, ContainerExecCreateParameters parameters, CancellationToken ct);

    /// <summary>POST /exec/{id}/start, detached.</summary>
    Task StartContainerExecAsync(string id, CancellationToken ct);

    /// <summary>POST /exec/{id}/start on a connection of its own.</summary>
    Task<MultiplexedStream> StartAndAttachContainerExecAsync(string id, bool tty, CancellationToken ct);

    /// <summary>GET /exec/{id}/json.</summary>
    Task<ContainerExecInspectResponse> InspectContainerExecAsync(string id, CancellationToken ct);

    /// <summary>POST /exec/{id}/resize, in characters.</summary>
    Task ResizeContainerExecTtyAsync(string id, int height, int width, CancellationToken ct);
}
