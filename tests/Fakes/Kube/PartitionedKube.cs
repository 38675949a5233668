using Mooring.Api;
using Mooring.Kube.Client;
using Mooring.Kube.Models;

namespace Mooring.Tests.Fakes.Kube;

/// <summary>One client's way to a server, which can be cut: calls then hang until they are cancelled, as on a dead line.</summary>
public sealed class PartitionedKube(IKubernetes inner) : IKubernetes
{
    private volatile bool _isCut;

    /// <summary>True while nothing gets through.</summary>
    public bool IsCut
    {
        get => _isCut;
        set => _isCut = value;
    }

    /// <inheritdoc/>
    public async Task<T> ReadAsync<T>(KubeResource<T> resource, ObjectKey key, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        await PassAsync(ct);
        return await inner.ReadAsync(resource, key, ct);
    }

    /// <inheritdoc/>
    public async Task<KubeList<T>> ListAsync<T>(KubeResource<T> resource, ListOptions options, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        await PassAsync(ct);
        return await inner.ListAsync(resource, options, ct);
    }

    /// <inheritdoc/>
    public async Task<T> CreateAsync<T>(KubeResource<T> resource, T body, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        await PassAsync(ct);
        return await inner.CreateAsync(resource, body, ct);
    }

    /// <inheritdoc/>
    public async Task<T> ReplaceAsync<T>(KubeResource<T> resource, T body, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        await PassAsync(ct);
        return await inner.ReplaceAsync(resource, body, ct);
    }

    /// <inheritdoc/>
    public async Task<T> PatchAsync<T>(KubeResource<T> resource, ObjectKey key, V1Patch patch, string? subresource, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        await PassAsync(ct);
        return await inner.PatchAsync(resource, key, patch, subresource, ct);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync<T>(KubeResource<T> resource, ObjectKey key, V1DeleteOptions? options, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        await PassAsync(ct);
        await inner.DeleteAsync(resource, key, options, ct);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(KubeResource<T> resource, ListOptions options, string resourceVersion, CancellationToken ct)
        where T : class, IKubernetesObject => inner.WatchAsync(resource, options, resourceVersion, ct);

    private Task PassAsync(CancellationToken ct) => IsCut ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct) : Task.CompletedTask;
}
