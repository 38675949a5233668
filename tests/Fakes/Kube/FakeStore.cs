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
        Find(resource, key) ?? throw Refused(StatusReason.NotFound, HttpStatusCode.NotFound, $"{resource} \"{key.Name}\" not found");

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
                throw Refused(StatusReason.AlreadyExists, HttpStatusCode.Conflict, $"{resource} \"{KeyOf(body).Name}\" already exists");
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
            CheckPreconditions(resource, old, (string?)now["metadata"]!["uid"], (string?)now["metadata"]!["resourceVersion"]);
            if (hasStatus)
            {
                // Each side of the split ignores what is meant for the other.
                now = subresource is "status" ? With(old, "status", now["status"]) : With(now, "status", old["status"]);
            }

            KeepIdentity(old, now, hasStatus);
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
            CheckPreconditions(resource, old, preconditions?.Uid, preconditions?.ResourceVersion);
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
            BumpGeneration(now["metadata"]!);
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
                    throw Refused(StatusReason.Expired, HttpStatusCode.Gone, $"too old resource version: {after} ({_compacted})");
                }

                next = Math.Min(next, _history.Count);
                fresh = [.. _history[next..].Where(change => change.Body is null ? change.Version >= after : change.Version > after && change.Resource == resource)];
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

    private static KubernetesException Refused(StatusReason reason, HttpStatusCode code, string message) => new(reason, message) { Status = code };

    private static void CheckPreconditions(string resource, JsonObject old, string? uid, string? version)
    {
        var meta = old["metadata"]!;
        if ((!string.IsNullOrEmpty(uid) && uid != (string?)meta["uid"]) || (!string.IsNullOrEmpty(version) && version != (string?)meta["resourceVersion"]))
        {
            throw Refused(StatusReason.Conflict, HttpStatusCode.Conflict, $"Operation cannot be fulfilled on {resource} \"{meta["name"]}\": the object has been modified");
        }
    }

    private static JsonObject With(JsonObject body, string member, JsonNode? value)
    {
        var copy = (JsonObject)body.DeepClone();
        copy.Remove(member);
        if (value is not null)
        {
            copy[member] = value.DeepClone();
        }

        return copy;
    }

    private static void KeepIdentity(JsonObject old, JsonObject now, bool hasGeneration)
    {
        foreach (var member in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation"])
        {
            ((JsonObject)now["metadata"]!).Remove(member);
            if (old["metadata"]![member] is { } value)
            {
                now["metadata"]![member] = value.DeepClone();
            }
        }

        if (hasGeneration && !JsonNode.DeepEquals(WantedState(old), WantedState(now)))
        {
            BumpGeneration(now["metadata"]!);
        }
    }

    private static JsonObject WantedState(JsonObject body) => With(With(body, "status", null), "metadata", null);

    private static void BumpGeneration(JsonNode meta)
    {
        if ((long?)meta["generation"] is > 0 and var generation)
        {
            meta["generation"] = generation + 1;
        }
    }

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
