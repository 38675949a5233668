using System.Text.Json.Serialization.Metadata;
using Mooring.Api;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Objects;

namespace Mooring.Operator.Reporting;

/// <summary>Writes statuses: only what differs, and never over a newer state of the object.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <typeparam name="TStatus">Its status.</typeparam>
public sealed class StatusWriter<T, TStatus>(IKubernetes kube, IObjectCache<T> cache, KubeResource<T> resource, JsonTypeInfo<TStatus> json)
    where T : class, IKubernetesObject
    where TStatus : class
{
    /// <summary>Brings the object's status to <paramref name="wanted"/>; an object that is gone meanwhile needs none.</summary>
    public async Task WriteAsync(T thing, TStatus current, TStatus wanted, CancellationToken ct)
    {
        if (StatusPatch.Between(current, wanted, json, thing) is not { } patch)
        {
            return;
        }

        try
        {
            cache.Observe(await kube.PatchStatusAsync(resource, ObjectKey.Of(thing), patch, ct));
        }
        catch (KubernetesException e) when (e.Reason is StatusReason.NotFound)
        {
            // Deleted between looking and writing.
        }
    }
}
