using Mooring.Engine.Models;

namespace Mooring.Engine;

/// <summary>Calls about images; <c>name</c> is a reference or an ID.</summary>
public interface IImageOperations
{
    /// <summary>GET /images/json.</summary>
    Task<IReadOnlyList<ImagesListResponse>> ListImagesAsync(ImagesListParameters parameters, CancellationToken ct);

    /// <summary>GET /images/{name}/json.</summary>
    /// <exception cref="DockerImageNotFoundException">The engine does not have it.</exception>
    Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken ct);

    /// <summary>POST /images/create: pulls one image and returns when the engine has it.</summary>
    /// <param name="parameters">What to pull.</param>
    /// <param name="authConfig">Credentials for the registry; null for none.</param>
    /// <param name="progress">Told every line of progress; null if nobody looks.</param>
    /// <param name="ct">Cancels the pull; layers that came are kept by the engine for a while.</param>
    /// <exception cref="DockerImageNotFoundException">The registry does not have it, or does not show it to these credentials.</exception>
    /// <exception cref="DockerImagePullException">The pull began and failed.</exception>
    /// <exception cref="FormatException">The reference is malformed.</exception>
    Task CreateImageAsync(ImagesCreateParameters parameters, AuthConfig? authConfig, IProgress<JSONMessage>? progress, CancellationToken ct);

    /// <summary>DELETE /images/{name}.</summary>
    /// <exception cref="DockerConflictException">A container uses it, or several repositories name it.</exception>
    Task<IReadOnlyList<ImageDeleteResponse>> DeleteImageAsync(string name, ImageDeleteParameters parameters, CancellationToken ct);

    /// <summary>POST /images/{name}/tag.</summary>
    Task TagImageAsync(string name, ImageTagParameters parameters, CancellationToken ct);

    /// <summary>GET /images/{name}/get: a tar stream, to be disposed by the caller.</summary>
    Task<Stream> SaveImageAsync(string name, CancellationToken ct);

    /// <summary>POST /images/load.</summary>
    /// <exception cref="DockerImagePullException">The load began and failed.</exception>
    Task LoadImageAsync(Stream tar, IProgress<JSONMessage>? progress, CancellationToken ct);

    /// <summary>POST /images/prune.</summary>
    Task<PruneResponse> PruneImagesAsync(IDictionary<string, IDictionary<string, bool>>? filters, CancellationToken ct);
}
