using Mooring.Api;
using Mooring.Kube.Models;

namespace Mooring.Kube.Client;

/// <summary>
/// The Kubernetes API. Every call throws <see cref="KubernetesException"/> for failures and <see cref="OperationCanceledException"/>
/// only when its own token was cancelled. Requests have a timeout of their own.
/// </summary>
public interface IKubernetes
{
    /// <summary>Reads one object; throws with <see cref="StatusReason.NotFound"/> when there is none.</summary>
    Task<T> ReadAsync<T>(KubeResource<T> resource, ObjectKey key, CancellationToken ct)
        where T : class, IKubernetesObject;

    /// <summary>Reads all objects page by page; starts over once when the pages expire under way, so the result is of one version.</summary>
    Task<KubeList<T>> ListAsync<T>(KubeResource<T> resource, ListOptions options, CancellationToken ct)
        where T : class, IKubernetesObject;

    /// <summary>Creates an object; throws with <see cref="StatusReason.AlreadyExists"/> when the name is taken.</summary>
    Task<T> CreateAsync<T>(KubeResource<T> resource, T body, CancellationToken ct)
        where T : class, IKubernetesObject;

    /// <summary>
    /// Replaces an object whole, erasing members our record does not have: only for Leases and Secrets that are ours.
    /// A <c>resourceVersion</c> in the body makes it conditional (<see cref="StatusReason.Conflict"/>).
    /// </summary>
    Task<T> ReplaceAsync<T>(KubeResource<T> resource, T body, CancellationToken ct)
        where T : class, IKubernetesObject;

    /// <summary>Changes an object or one of its subresources (<c>status</c>, <c>scale</c>; null for the object itself).</summary>
    Task<T> PatchAsync<T>(KubeResource<T> resource, ObjectKey key, V1Patch patch, string? subresource, CancellationToken ct)
        where T : class, IKubernetesObject;

    /// <summary>Asks for deletion; finalizers may hold the object for as long as they want.</summary>
    Task DeleteAsync<T>(KubeResource<T> resource, ObjectKey key, V1DeleteOptions? options, CancellationToken ct)
        where T : class, IKubernetesObject;

    /// <summary>
    /// Streams changes after <paramref name="resourceVersion"/>. Ends by itself when the server closes it, which it does every few minutes;
    /// throws <see cref="StatusReason.Expired"/> when the version is too old, <see cref="StatusReason.Timeout"/> when the line went dead.
    /// </summary>
    IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(KubeResource<T> resource, ListOptions options, string resourceVersion, CancellationToken ct)
        where T : class, IKubernetesObject;
}
