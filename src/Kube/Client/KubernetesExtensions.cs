using Mooring.Api;
using Mooring.Kube.Models;

namespace Mooring.Kube.Client;

/// <summary>Short forms of what <see cref="IKubernetes"/> offers.</summary>
public static class KubernetesExtensions
{
    /// <summary>Reads one object, or null when there is none.</summary>
    public static async Task<T?> TryReadAsync<T>(this IKubernetes kube, KubeResource<T> resource, ObjectKey key, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        try
        {
            return await kube.ReadAsync(resource, key, ct);
        }
        catch (KubernetesException e) when (e.Reason is StatusReason.NotFound)
        {
            return null;
        }
    }

    /// <summary>Changes the object itself.</summary>
    public static Task<T> PatchAsync<T>(this IKubernetes kube, KubeResource<T> resource, ObjectKey key, V1Patch patch, CancellationToken ct)
        where T : class, IKubernetesObject => kube.PatchAsync(resource, key, patch, null, ct);

    /// <summary>Changes the status.</summary>
    public static Task<T> PatchStatusAsync<T>(this IKubernetes kube, KubeResource<T> resource, ObjectKey key, V1Patch patch, CancellationToken ct)
        where T : class, IKubernetesObject => kube.PatchAsync(resource, key, patch, "status", ct);

    /// <summary>Deletes exactly this object, not a successor of the same name. False when it was gone already.</summary>
    public static async Task<bool> TryDeleteAsync<T>(this IKubernetes kube, KubeResource<T> resource, T thing, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        try
        {
            await kube.DeleteAsync(resource, ObjectKey.Of(thing), new V1DeleteOptions(new V1Preconditions(thing.Metadata.Uid)), ct);
            return true;
        }
        catch (KubernetesException e) when (e.Reason is StatusReason.NotFound or StatusReason.Conflict)
        {
            // A conflict says that the name belongs to another object now.
            return false;
        }
    }
}
