using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Mooring.Kube.Client;
using Mooring.Kube.Models;

namespace Mooring.Tests.Fakes.Kube;

/// <summary>Objects and their history. Bodies never change once stored; every write makes a new one.</summary>
internal sealed class FakeStore(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Resource, ObjectKey Key), JsonObject> _objects = [];
    private readonly List<FakeChange> _history = [];
    private TaskCompletionSource _news = NewSignal();
    private ulong _version = 1;
    private ulong _compacted;
    private int _epoch;

    public ulong Version
    {
        get
        {
            lock (_gate)
            {
                return _version;
            }
        }
    }

    public static ObjectKey KeyOf(JsonObject body) => new((string?)body["metadata"]!["namespace"] ?? "", (string?)body["metadata"]!["name"] ?? "");

    public JsonObject? Find(string resource, ObjectKey key)
    {
        lock (_gate)
        {
            return _objects.GetValueOrDefault((resource, key));
        }
    }

    public JsonObject Get(string resource, ObjectKey key) =>
        Find(resource, key) ?? throw FakeMetadata.Refused(StatusReason.NotFound, HttpStatusCode.NotFound, $"{resource} \"{key.Name}\" not found");

    public (IReadOnlyList<JsonObject> Bodies, ulong Version) List(string resource)
    {
        lock (_gate)
        {
            return ([.. _objects.Where(entry => entry.Key.Resource == resource).OrderBy(entry => entry.Key.Key).Select(entry => entry.Value)], _version);
        }
    }

    public JsonObject Create(string resource, JsonObject given, bool hasStatus)
    {
        lock (_gate)
        {
            var body = (JsonObject)given.DeepClone();
            var meta = body["metadata"]!;
            if ((string?)meta["name"] is null or "" && (string?)meta["generateName"] is { } prefix)
            {
                meta["name"] = $"{prefix}{_version:x5}";
            }

            if (_objects.ContainsKey((resource, KeyOf(body))))
            {
                throw FakeMetadata.Refused(StatusReason.AlreadyExists, HttpStatusCode.Conflict, $"{resource} \"{KeyOf(body).Name}\" already exists");
            }

            meta["uid"] = Guid.NewGuid().ToString();
            meta["creationTimestamp"] = Now();
            if (hasStatus)
            {
                meta["generation"] = 1;
                body.Remove("status");
            }

            return Commit(resource, body, FakeChangeKind.Added);
        }
    }

    public void Put(string resource, JsonObject given)
    {
        lock (_gate)
        {
            var body = (JsonObject)given.DeepClone();
            Commit(resource, body, _objects.ContainsKey((resource, KeyOf(body))) ? FakeChangeKind.Modified : FakeChangeKind.Added);
        }
    }

    public JsonObject Update(string resource, ObjectKey key, string? subresource, bool hasStatus, Func<JsonObject, JsonObject> change)
    {
        lock (_gate)
        {
            var old = Get(resource, key);
            var now = (JsonObject)change(old).DeepClone();
            FakeMetadata.CheckPreconditions(resource, old, (string?)now["metadata"]!["uid"], (string?)now["metadata"]!["resourceVersion"]);
            if (hasStatus)
            {
                // Each side of the split ignores what is meant for the other.
                now = subresource is "status" ? FakeMetadata.With(old, "status", now["status"]) : FakeMetadata.With(now, "status", old["status"]);
            }

            FakeMetadata.KeepIdentity(old, now, hasStatus);
            if (JsonNode.DeepEquals(old, now))
            {
                return old;
            }

            var isGone = now["metadata"]!["deletionTimestamp"] is not null && now["metadata"]!["finalizers"] is not JsonArray { Count: > 0 };
            return Commit(resource, now, isGone ? FakeChangeKind.Deleted : FakeChangeKind.Modified);
        }
    }

    public JsonObject Delete(string resource, ObjectKey key, V1Preconditions? preconditions)
    {
        lock (_gate)
        {
            var old = Get(resource, key);
            FakeMetadata.CheckPreconditions(resource, old, preconditions?.Uid, preconditions?.ResourceVersion);
            if (old["metadata"]!["finalizers"] is not JsonArray { Count: > 0 })
            {
                return Commit(resource, (JsonObject)old.DeepClone(), FakeChangeKind.Deleted);
            }

            if (old["metadata"]!["deletionTimestamp"] is not null)
            {
                return old;
            }

            var now = (JsonObject)old.DeepClone();
            now["metadata"]!["deletionTimestamp"] = Now();
            now["metadata"]!["deletionGracePeriodSeconds"] = 0;
            FakeMetadata.BumpGeneration(now["metadata"]!);
            return Commit(resource, now, FakeChangeKind.Modified);
        }
    }

    public void EndWatches()
    {
        lock (_gate)
        {
            _epoch++;
            Signal();
        }
    }

    public void Compact()
    {
        lock (_gate)
        {
            _compacted = _version;
            _history.Clear();
        }
    }

    public void Bookmark()
    {
        lock (_gate)
        {
            _history.Add(new(_version, "", FakeChangeKind.Bookmark, null));
            Signal();
        }
    }

    public async IAsyncEnumerable<FakeChange> WatchAsync(string resource, ulong after, [EnumeratorCancellation] CancellationToken ct)
    {
        var epoch = -1;
        var next = 0;
        while (true)
        {
            Task news;
            List<FakeChange> fresh;
            lock (_gate)
            {
                epoch = epoch < 0 ? _epoch : epoch;
                if (epoch != _epoch)
                {
                    yield break;
                }

                if (after < _compacted)
                {
                    throw FakeMetadata.Refused(StatusReason.Expired, HttpStatusCode.Gone, $"too old resource version: {after} ({_compacted})");
                }

                next = Math.Min(next, _history.Count);
                fresh = [.. _history[next..].Where(change => change.Body is null || (change.Version > after && change.Resource == resource))];
                next = _history.Count;
                after = Math.Max(after, _version);
                news = _news.Task;
            }

            foreach (var change in fresh)
            {
                yield return change;
            }

            await news.WaitAsync(ct);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private JsonObject Commit(string resource, JsonObject changed, FakeChangeKind kind)
    {
        changed["metadata"]!["resourceVersion"] = $"{++_version}";
        // Through text, so that a number is a number whatever type it was set from.
        var body = (JsonObject)JsonNode.Parse(changed.ToJsonString())!;
        if (kind is FakeChangeKind.Deleted)
        {
            _objects.Remove((resource, KeyOf(body)));
        }
        else
        {
            _objects[(resource, KeyOf(body))] = body;
        }

        _history.Add(new(_version, resource, kind, body));
        Signal();
        return body;
    }

    private void Signal()
    {
        _news.TrySetResult();
        _news = NewSignal();
    }
}
