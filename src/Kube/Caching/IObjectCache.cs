using Mooring.Api;
using Mooring.Kube.Client;

namespace Mooring.Kube.Caching;

/// <summary>All objects of a kind that were asked for, as last heard from the server: may be behind, is never wrong about the past.</summary>
/// <typeparam name="T">The record of the kind.</typeparam>
public interface IObjectCache<T>
    where T : class, IKubernetesObject
{
    /// <summary>True once the first list is in. Stays true while the server is away.</summary>
    bool HasSynced { get; }

    /// <summary>Waits for <see cref="HasSynced"/>.</summary>
    Task ReadyAsync(CancellationToken ct);

    /// <summary>One object, or null.</summary>
    T? Get(ObjectKey key);

    /// <summary>All objects, or those of one namespace, by key.</summary>
    IReadOnlyList<T> List(string? ns = null);

    /// <summary>Adds an index: the values under which each object is found. At any time; once a name.</summary>
    void AddIndex(string name, Func<T, IEnumerable<string>> values);

    /// <summary>The objects under a value of an index, by key. Throws <see cref="KeyNotFoundException"/> for an index that does not exist.</summary>
    IReadOnlyList<T> ByIndex(string name, string value);

    /// <summary>Objects on the server that do not fit <typeparamref name="T"/>; the cache keeps their last state that did, if any.</summary>
    UnreadableObject? Unreadable(ObjectKey key);

    /// <summary>
    /// Records what the server answered to a write of ours, so that the next look is not at an older state than our own last write.
    /// Ignored when the cache has heard of that version or a later one already.
    /// </summary>
    void Observe(T written);

    /// <summary>Every object there is, marked as replay, then every change as it comes. What becomes unreadable comes as a change to itself.</summary>
    IAsyncEnumerable<ObjectChange<T>> ChangesAsync(CancellationToken ct);
}
