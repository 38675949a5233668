using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Mooring.Api;
using Mooring.Kube.Configuration;
using Mooring.Kube.Models;
using Mooring.Kube.Queueing;
using Mooring.Kube.Telemetry;
using Mooring.Kube.Transport;

namespace Mooring.Kube.Client;

/// <summary>The Kubernetes API over HTTP. Safe for use by many at once; construct one a process.</summary>
/// <param name="config">Where the server is and how to be known there.</param>
/// <param name="clientOptions">How the client behaves.</param>
/// <param name="clock">The time.</param>
/// <param name="metrics">Counts requests, or null.</param>
public sealed class Kubernetes(
    KubernetesClientConfiguration config, KubernetesClientOptions clientOptions, TimeProvider clock, KubeMetrics? metrics = null) : IKubernetes, IDisposable
{
    private readonly KubeTransport _transport = new(config, clientOptions, clock, metrics);

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(KubeResource<T> resource, ObjectKey key, CancellationToken ct)
        where T : class, IKubernetesObject =>
        SendAsync(resource, new(HttpMethod.Get, resource.Path(key.Namespace, key.Name), Paced: IsPaced(resource)), ct);

    /// <inheritdoc/>
    public async Task<KubeList<T>> ListAsync<T>(KubeResource<T> resource, ListOptions options, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        try
        {
            return await ListPagesAsync(resource, options, options.PageSize, ct);
        }
        catch (KubernetesException e) when (e.Reason is StatusReason.Expired or StatusReason.Gone)
        {
            // The pages outlived their version; without pages there is nothing to outlive.
            return await ListPagesAsync(resource, options, 0, ct);
        }
    }

    /// <inheritdoc/>
    public Task<T> CreateAsync<T>(KubeResource<T> resource, T body, CancellationToken ct)
        where T : class, IKubernetesObject => SendAsync(
            resource,
            new(
                HttpMethod.Post,
                Query(resource.Path(body.Metadata.Namespace), ("fieldManager", clientOptions.FieldManager)),
                Json(body, resource),
                Paced: IsPaced(resource)),
            ct);

    /// <inheritdoc/>
    public Task<T> ReplaceAsync<T>(KubeResource<T> resource, T body, CancellationToken ct)
        where T : class, IKubernetesObject => SendAsync(
            resource,
            new(
                HttpMethod.Put,
                Query(resource.Path(body.Metadata.Namespace, body.Metadata.Name), ("fieldManager", clientOptions.FieldManager)),
                Json(body, resource),
                Paced: IsPaced(resource)),
            ct);

    /// <inheritdoc/>
    public Task<T> PatchAsync<T>(KubeResource<T> resource, ObjectKey key, V1Patch patch, string? subresource, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        var path = Query(
            resource.Path(key.Namespace, key.Name, subresource),
            ("fieldManager", patch.FieldManager ?? clientOptions.FieldManager),
            ("force", patch is { Type: PatchType.Apply, Force: true } ? "true" : null));
        var contentType = patch.Type switch
        {
            PatchType.Merge => "application/merge-patch+json",
            PatchType.Json => "application/json-patch+json",
            // JSON is YAML, and servers before 1.31 know no other name for it.
            _ => "application/apply-patch+yaml",
        };
        return SendAsync(resource, new(HttpMethod.Patch, path, Encoding.UTF8.GetBytes(patch.Body.ToJsonString()), contentType, IsPaced(resource)), ct);
    }

    /// <inheritdoc/>
    public Task DeleteAsync<T>(KubeResource<T> resource, ObjectKey key, V1DeleteOptions? options, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        ReadOnlyMemory<byte>? body = options is null ? null : JsonSerializer.SerializeToUtf8Bytes(options, KubeJson.Default.V1DeleteOptions);
        return _transport.SendAsync(new(HttpMethod.Delete, resource.Path(key.Namespace, key.Name), body), ct);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        KubeResource<T> resource, ListOptions options, string resourceVersion, [EnumeratorCancellation] CancellationToken ct)
        where T : class, IKubernetesObject
    {
        var lifetime = clientOptions.WatchLifetime * (1 + Scatter.Next());
        var request = new KubeRequest(HttpMethod.Get, Query(
            resource.Path(options.Namespace),
            ("watch", "true"),
            ("allowWatchBookmarks", "true"),
            ("resourceVersion", resourceVersion),
            ("timeoutSeconds", $"{lifetime.TotalSeconds:0}"),
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector)));
        using var response = await _transport.OpenAsync(request, ct);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        await using var lines = new LineReader(stream, clientOptions.WatchSilence, clock, request.ToString());
        while (await lines.ReadAsync(ct) is { } line)
        {
            if (Parse(line, resource, request) is { } change)
            {
                yield return change;
            }
        }
    }

    /// <summary>Closes all connections.</summary>
    public void Dispose() => _transport.Dispose();

    // A queue of ordinary requests must not cost the leadership.
    private static bool IsPaced<T>(KubeResource<T> resource)
        where T : class, IKubernetesObject => resource.Group != KubeResources.Leases.Group;

    private static ReadOnlyMemory<byte> Json<T>(T body, KubeResource<T> resource)
        where T : class, IKubernetesObject => JsonSerializer.SerializeToUtf8Bytes(body, resource.Json);

    private static WatchEvent<T>? Parse<T>(ReadOnlyMemory<byte> line, KubeResource<T> resource, KubeRequest request)
        where T : class, IKubernetesObject
    {
        try
        {
            return WatchLine.Read(line.Span, resource, request.ToString());
        }
        catch (JsonException e)
        {
            throw Failure.Unreachable(e, request.ToString());
        }
    }

    private static string Query(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var text = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                text.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return text.ToString();
    }

    private async Task<KubeList<T>> ListPagesAsync<T>(KubeResource<T> resource, ListOptions options, int pageSize, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        var items = new List<T>();
        var unreadable = new List<UnreadableObject>();
        V1ListMeta meta;
        string? next = null;
        do
        {
            var request = new KubeRequest(HttpMethod.Get, Query(
                resource.Path(options.Namespace),
                ("limit", pageSize > 0 ? $"{pageSize}" : null),
                ("continue", next),
                ("labelSelector", options.LabelSelector),
                ("fieldSelector", options.FieldSelector)));
            var page = await _transport.SendAsync(request, ct);
            meta = Read(request, () => ListPage.Read(page, resource, items, unreadable));
            next = meta.Continue is { Length: > 0 } more ? more : null;
        }
        while (next is not null);

        return new(items, meta.ResourceVersion, unreadable);
    }

    private async Task<T> SendAsync<T>(KubeResource<T> resource, KubeRequest request, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        var answer = await _transport.SendAsync(request, ct);
        return Read(request, () => JsonSerializer.Deserialize(answer, resource.Json) ?? throw new JsonException("The answer is null."));
    }

    private static T Read<T>(KubeRequest request, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (JsonException e)
        {
            throw new KubernetesException(StatusReason.Unknown, $"{request}: the answer does not fit {typeof(T).Name}: {e.Message}", e);
        }
    }
}
