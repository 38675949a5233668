using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mooring.Api;
using Mooring.Kube.Client;

namespace Mooring.Kube.Caching;

/// <summary>The cache an <see cref="Informer{T}"/> fills. Safe for use by many at once.</summary>
/// <typeparam name="T">The record of the kind.</typeparam>
public sealed class ObjectCache<T> : IObjectCache<T>
    where T : class, IKubernetesObject
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, T> _objects = [];
    private readonly Dictionary<ObjectKey, UnreadableObject> _unreadable = [];
    private readonly Dictionary<string, ObjectIndex<T>> _indexes = [];
    private readonly List<Channel<ObjectChange<T>>> _listeners = [];
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T[]? _sorted;
    private ulong _position;

    /// <inheritdoc/>
    public bool HasSynced => _synced.Task.IsCompleted;

    /// <inheritdoc/>
    public Task ReadyAsync(CancellationToken ct) => _synced.Task.WaitAsync(ct);

    /// <inheritdoc/>
    public T? Get(ObjectKey key)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<T> List(string? ns = null)
    {
        T[] all;
        lock (_gate)
        {
            all = _sorted ??= [.. _objects.OrderBy(entry => entry.Key).Select(entry => entry.Value)];
        }

        return ns is null ? all : Array.FindAll(all, thing => thing.Metadata.Namespace == ns);
    }

    /// <inheritdoc/>
    public void AddIndex(string name, Func<T, IEnumerable<string>> values)
    {
        lock (_gate)
        {
            var index = new ObjectIndex<T>(values);
            _indexes.Add(name, index);
            foreach (var (key, thing) in _objects)
            {
                index.Change(key, null, thing);
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<T> ByIndex(string name, string value)
    {
        lock (_gate)
        {
            return [.. _indexes[name].Find(value).Select(key => _objects[key])];
        }
    }

    /// <inheritdoc/>
    public UnreadableObject? Unreadable(ObjectKey key)
    {
        lock (_gate)
        {
            return _unreadable.GetValueOrDefault(key);
        }
    }

    /// <inheritdoc/>
    public void Observe(T written)
    {
        lock (_gate)
        {
            // What the stream has passed it has told, be it a later state or the deletion.
            if (Version(written) > _position)
            {
                Put(written);
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectChange<T>> ChangesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateUnbounded<ObjectChange<T>>(new() { SingleReader = true });
        lock (_gate)
        {
            foreach (var (key, thing) in _objects)
            {
                channel.Writer.TryWrite(new(key, null, thing, IsReplay: true));
            }

            foreach (var key in _unreadable.Keys.Where(key => !_objects.ContainsKey(key)))
            {
                channel.Writer.TryWrite(new(key, null, null, IsReplay: true));
            }

            _listeners.Add(channel);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(ct))
            {
                yield return change;
            }
        }
        finally
        {
            lock (_gate)
            {
                _listeners.Remove(channel);
            }
        }
    }

    /// <summary>Takes over a whole list; what it does not have is gone.</summary>
    internal void Replace(KubeList<T> list)
    {
        lock (_gate)
        {
            var position = Version(list.ResourceVersion);
            // A server that went back in time was restored from a backup: nothing known from before holds.
            var isRestored = position < _position;
            var listed = list.Items.Select(ObjectKey.Of).Concat(list.Unreadable.Select(wrong => wrong.Key)).ToHashSet();
            foreach (var key in _objects.Keys.Concat(_unreadable.Keys).Distinct().Where(key => !listed.Contains(key)).ToList())
            {
                // What was written after the list was made is not in it and yet there.
                if (isRestored || !IsNewer(key, list.ResourceVersion))
                {
                    Drop(key);
                }
            }

            foreach (var thing in list.Items)
            {
                Put(thing, isRestored);
            }

            foreach (var wrong in list.Unreadable)
            {
                Mark(wrong);
            }

            _position = position;
        }

        _synced.TrySetResult();
    }

    /// <summary>Takes over one event of the watch.</summary>
    internal void Apply(WatchEvent<T> change)
    {
        lock (_gate)
        {
            switch (change)
            {
                case WatchEvent<T>.Added(var thing, _):
                    Put(thing);
                    break;
                case WatchEvent<T>.Modified(var thing, _):
                    Put(thing);
                    break;
                case WatchEvent<T>.Deleted(var thing, var version) when !IsNewer(ObjectKey.Of(thing), version):
                    Drop(ObjectKey.Of(thing));
                    break;
                case WatchEvent<T>.Unreadable({ } wrong, true) when !IsNewer(wrong.Key, wrong.ResourceVersion):
                    Drop(wrong.Key);
                    break;
                case WatchEvent<T>.Unreadable({ } wrong, false):
                    Mark(wrong);
                    break;
            }

            _position = Math.Max(_position, Version(change.ResourceVersion));
        }
    }

    // Versions are numbers by the API's contract since Kubernetes 1.35 and in fact since ever.
    private static ulong Version(string version) => ulong.TryParse(version, out var number) ? number : 0;

    private static ulong Version(T thing) => Version(thing.Metadata.ResourceVersion);

    // A successor of the same name, known from our own write, outlives news of its predecessor's end.
    private bool IsNewer(ObjectKey key, string version) => _objects.TryGetValue(key, out var known) && Version(known) > Version(version);

    private void Put(T thing, bool always = false)
    {
        var key = ObjectKey.Of(thing);
        var old = _objects.GetValueOrDefault(key);
        var wasUnreadable = _unreadable.Remove(key);
        if (old is not null && !always && Version(thing) <= Version(old) && !wasUnreadable)
        {
            return;
        }

        _objects[key] = thing;
        Tell(key, old, thing);
    }

    private void Mark(UnreadableObject wrong)
    {
        _unreadable[wrong.Key] = wrong;
        var last = _objects.GetValueOrDefault(wrong.Key);
        Tell(wrong.Key, last, last);
    }

    private void Drop(ObjectKey key)
    {
        _unreadable.Remove(key);
        _objects.Remove(key, out var old);
        Tell(key, old, null);
    }

    private void Tell(ObjectKey key, T? old, T? now)
    {
        _sorted = null;
        foreach (var index in _indexes.Values)
        {
            index.Change(key, old, now);
        }

        var change = new ObjectChange<T>(key, old, now);
        _listeners.ForEach(listener => listener.Writer.TryWrite(change));
    }
}
