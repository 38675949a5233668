using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Kube.Client;
using Mooring.Kube.Models;

namespace Mooring.Tests.Fakes.Kube;

/// <summary>
/// An API server in memory. It keeps versions, generations, conflicts, finalizers, the split of status, watches that expire, and can fail
/// on command; the contract suite holds it to what the real server does. What it does not have: schemas, defaults, admission, several field
/// managers (apply is a merge that creates), set-based selectors, and namespaces that must exist.
/// </summary>
public sealed class FakeKube(TimeProvider? clock = null) : IKubernetes
{
    private readonly FakeStore _store = new(clock ?? TimeProvider.System);
    private readonly FakeFailures _failures = new();

    /// <summary>The latest version: as long as it stays, nothing was written.</summary>
    public ulong Version => _store.Version;

    /// <summary>Told the verb of every call as it comes in.</summary>
    public Action<string>? OnCall { get; set; }

    /// <summary>The next call fails so. <paramref name="verb"/> is one of get, list, watch, create, update, patch, delete; any when null.</summary>
    public void FailNext(KubernetesException failure, string? verb = null) => _failures.Add(failure, verb, carriedOut: false);

    /// <summary>The next write is carried out and its answer lost.</summary>
    public void LoseNextAnswer(string? verb = null) =>
        _failures.Add(new KubernetesException(StatusReason.Timeout, "The answer was lost."), verb, carriedOut: true);

    /// <summary>Ends all watches, as a server does that restarts.</summary>
    public void EndWatches() => _store.EndWatches();

    /// <summary>Forgets all versions up to now: watches that want them, and those that lag behind, expire.</summary>
    public void Compact() => _store.Compact();

    /// <summary>Sends a bookmark to every watch.</summary>
    public void SendBookmarks() => _store.Bookmark();

    /// <summary>Puts an object as it is, whatever the types say.</summary>
    public void PutRaw<T>(KubeResource<T> resource, JsonObject body)
        where T : class, IKubernetesObject => _store.Put(resource.ToString(), body);

    /// <summary>The object as the server has it, or null.</summary>
    public JsonObject? GetRaw<T>(KubeResource<T> resource, ObjectKey key)
        where T : class, IKubernetesObject => _store.Find(resource.ToString(), key);

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(KubeResource<T> resource, ObjectKey key, CancellationToken ct)
        where T : class, IKubernetesObject => CallAsync("get", () => Typed(resource, _store.Get(resource.ToString(), key)), ct);

    /// <inheritdoc/>
    public Task<KubeList<T>> ListAsync<T>(KubeResource<T> resource, ListOptions options, CancellationToken ct)
        where T : class, IKubernetesObject => CallAsync("list", () =>
        {
            var (bodies, version) = _store.List(resource.ToString());
            var items = new List<T>();
            var unreadable = new List<UnreadableObject>();
            foreach (var body in bodies.Where(body => FakeSelector.Matches(options, body)))
            {
                if (Read(resource, body, out var wrong) is { } item)
                {
                    items.Add(item);
                }
                else
                {
                    unreadable.Add(wrong!);
                }
            }

            return new KubeList<T>(items, $"{version}", unreadable);
        }, ct);

    /// <inheritdoc/>
    public Task<T> CreateAsync<T>(KubeResource<T> resource, T body, CancellationToken ct)
        where T : class, IKubernetesObject =>
        CallAsync("create", () => Typed(resource, _store.Create(resource.ToString(), Json(resource, body), HasStatus(resource))), ct);

    /// <inheritdoc/>
    public Task<T> ReplaceAsync<T>(KubeResource<T> resource, T body, CancellationToken ct)
        where T : class, IKubernetesObject =>
        CallAsync(
            "update",
            () => Typed(resource, _store.Update(resource.ToString(), ObjectKey.Of(body), null, HasStatus(resource), _ => Json(resource, body))),
            ct);

    /// <inheritdoc/>
    public Task<T> PatchAsync<T>(KubeResource<T> resource, ObjectKey key, V1Patch patch, string? subresource, CancellationToken ct)
        where T : class, IKubernetesObject => CallAsync("patch", () =>
        {
            var name = resource.ToString();
            if (patch.Type is PatchType.Apply && subresource is null && _store.Find(name, key) is null)
            {
                return Typed(resource, _store.Create(name, FakePatch.Named(patch.Body, key), HasStatus(resource)));
            }

            if (subresource is "scale")
            {
                var scaled = _store.Update(name, key, null, true, body => FakePatch.Scale(body, patch));
                return Typed(resource, FakePatch.ScaleOf(scaled));
            }

            return Typed(resource, _store.Update(name, key, subresource, HasStatus(resource), body => FakePatch.Apply(body, patch)));
        }, ct);

    /// <inheritdoc/>
    public Task DeleteAsync<T>(KubeResource<T> resource, ObjectKey key, V1DeleteOptions? options, CancellationToken ct)
        where T : class, IKubernetesObject =>
        CallAsync("delete", () => _store.Delete(resource.ToString(), key, options?.Preconditions), ct);

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(
        KubeResource<T> resource, ListOptions options, string resourceVersion, [EnumeratorCancellation] CancellationToken ct)
        where T : class, IKubernetesObject
    {
        await CallAsync("watch", () => true, ct);
        await foreach (var entry in _store.WatchAsync(resource.ToString(), ulong.Parse(resourceVersion, null), ct))
        {
            if (entry.Body is null)
            {
                yield return new WatchEvent<T>.Bookmark($"{entry.Version}");
            }
            else if (FakeSelector.Matches(options, entry.Body))
            {
                yield return Event(resource, entry);
            }
        }
    }

    private static WatchEvent<T> Event<T>(KubeResource<T> resource, FakeChange entry)
        where T : class, IKubernetesObject =>
        (Read(resource, entry.Body!, out var wrong), entry.Kind) switch
        {
            (null, var kind) => new WatchEvent<T>.Unreadable(wrong!, kind is FakeChangeKind.Deleted),
            (var thing, FakeChangeKind.Added) => new WatchEvent<T>.Added(thing, $"{entry.Version}"),
            (var thing, FakeChangeKind.Modified) => new WatchEvent<T>.Modified(thing, $"{entry.Version}"),
            (var thing, _) => new WatchEvent<T>.Deleted(thing, $"{entry.Version}"),
        };

    // Kinds of our own have a status subresource, the built-in ones used here have not.
    private static bool HasStatus<T>(KubeResource<T> resource)
        where T : class, IKubernetesObject =>
        resource.Group.Contains('.', StringComparison.Ordinal) && !resource.Group.EndsWith("k8s.io", StringComparison.Ordinal);

    private static JsonObject Json<T>(KubeResource<T> resource, T body)
        where T : class, IKubernetesObject => (JsonObject)JsonSerializer.SerializeToNode(body, resource.Json)!;

    private static T Typed<T>(KubeResource<T> resource, JsonObject body)
        where T : class, IKubernetesObject
    {
        try
        {
            return body.Deserialize(resource.Json)!;
        }
        catch (JsonException e)
        {
            throw new KubernetesException(StatusReason.Unknown, $"The answer does not fit {typeof(T).Name}: {e.Message}", e);
        }
    }

    private static T? Read<T>(KubeResource<T> resource, JsonObject body, out UnreadableObject? wrong)
        where T : class, IKubernetesObject
    {
        try
        {
            wrong = null;
            return Typed(resource, body);
        }
        catch (KubernetesException e)
        {
            var meta = body["metadata"]!;
            wrong = new(FakeStore.KeyOf(body), $"{meta["uid"]}", $"{meta["resourceVersion"]}", (long?)meta["generation"] ?? 0, e.Message);
            return null;
        }
    }

    private async Task<TResult> CallAsync<TResult>(string verb, Func<TResult> act, CancellationToken ct)
    {
        // As with a real server, nobody gets an answer before others could run.
        await Task.Yield();
        ct.ThrowIfCancellationRequested();
        OnCall?.Invoke(verb);
        var (failure, carriedOut) = _failures.Take(verb);
        if (failure is not null && !carriedOut)
        {
            throw failure;
        }

        var result = act();
        return failure is null ? result : throw failure;
    }
}
