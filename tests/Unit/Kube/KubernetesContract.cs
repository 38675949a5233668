using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Kube.Client;
using Mooring.Kube.Models;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube;

/// <summary>What every implementation of the API does alike; run on the fake here and on the real server in the integration tests.</summary>
public abstract class KubernetesContract
{
    protected abstract IKubernetes Kube { get; }

    /// <summary>A namespace of this test alone.</summary>
    protected abstract string Namespace { get; }

    protected static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private static KubeResource<Widget> Widgets => Widget.Resource;

    [ContractFact]
    public async Task Created_object_has_identity_and_a_first_generation()
    {
        var made = await CreateAsync("one");

        Assert.NotEmpty(made.Metadata.Uid);
        Assert.NotEmpty(made.Metadata.ResourceVersion);
        Assert.NotNull(made.Metadata.CreationTimestamp);
        Assert.Equal(1, made.Metadata.Generation);
        Assert.Equal(made.Metadata.Uid, (await Kube.ReadAsync(Widgets, Key("one"), Limit)).Metadata.Uid);
    }

    [ContractFact]
    public async Task Creating_a_name_twice_is_refused_as_existing()
    {
        await CreateAsync("one");

        await FailsAsync(StatusReason.AlreadyExists, () => CreateAsync("one"));
    }

    [ContractFact]
    public async Task Missing_object_is_not_found()
    {
        await FailsAsync(StatusReason.NotFound, () => Kube.ReadAsync(Widgets, Key("none"), Limit));
        await FailsAsync(StatusReason.NotFound, () => Kube.DeleteAsync(Widgets, Key("none"), null, Limit));
        Assert.Null(await Kube.TryReadAsync(Widgets, Key("none"), Limit));
    }

    [ContractFact]
    public async Task Changing_the_spec_moves_the_generation_and_the_version()
    {
        var made = await CreateAsync("one");

        var changed = await Kube.PatchAsync(Widgets, Key("one"), Merge("""{"spec":{"replicas":3}}"""), Limit);

        Assert.Equal((3, 2L), (changed.Spec.Replicas, changed.Metadata.Generation));
        Assert.NotEqual(made.Metadata.ResourceVersion, changed.Metadata.ResourceVersion);
    }

    [ContractFact]
    public async Task Changing_labels_leaves_the_generation()
    {
        await CreateAsync("one");

        var changed = await Kube.PatchAsync(Widgets, Key("one"), Merge("""{"metadata":{"labels":{"a":"b"}}}"""), Limit);

        Assert.Equal(("b", 1L), (changed.Metadata.Labels["a"], changed.Metadata.Generation));
    }

    [ContractFact]
    public async Task Change_that_changes_nothing_leaves_the_version()
    {
        var made = await CreateAsync("one");

        var same = await Kube.PatchAsync(Widgets, Key("one"), Merge("""{"spec":{"replicas":1}}"""), Limit);

        Assert.Equal(made.Metadata.ResourceVersion, same.Metadata.ResourceVersion);
    }

    [ContractFact]
    public async Task Status_is_written_by_its_subresource_alone()
    {
        await CreateAsync("one");

        var ignored = await Kube.PatchAsync(Widgets, Key("one"), Merge("""{"status":{"phase":"Wrong"}}"""), Limit);
        var written = await Kube.PatchStatusAsync(Widgets, Key("one"), Merge("""{"spec":{"replicas":9},"status":{"phase":"Right"}}"""), Limit);

        Assert.Null(ignored.Status?.Phase);
        Assert.Equal(("Right", 1, 1L), (written.Status?.Phase, written.Spec.Replicas, written.Metadata.Generation));
    }

    [ContractFact]
    public async Task Patch_with_an_old_version_is_a_conflict()
    {
        var made = await CreateAsync("one");
        await Kube.PatchAsync(Widgets, Key("one"), Merge("""{"spec":{"replicas":2}}"""), Limit);
        var late = Merge($$$"""{"metadata":{"resourceVersion":"{{{made.Metadata.ResourceVersion}}}"},"spec":{"replicas":5}}""");

        await FailsAsync(StatusReason.Conflict, () => Kube.PatchAsync(Widgets, Key("one"), late, Limit));
    }

    [ContractFact]
    public async Task Replacing_an_old_version_is_a_conflict()
    {
        var lease = await Kube.CreateAsync(KubeResources.Leases, new V1Lease(new("lock", Namespace), new("a")), Limit);
        await Kube.ReplaceAsync(KubeResources.Leases, lease with { Spec = new("b") }, Limit);

        await FailsAsync(StatusReason.Conflict, () => Kube.ReplaceAsync(KubeResources.Leases, lease with { Spec = new("c") }, Limit));
        Assert.Equal("b", (await Kube.ReadAsync(KubeResources.Leases, Key("lock"), Limit)).Spec.HolderIdentity);
    }

    [ContractFact]
    public async Task Members_our_record_does_not_know_survive_a_patch()
    {
        await Kube.PatchAsync(Widgets, Key("one"), Apply("""{"spec":{"size":"Small","colour":"red"}}"""), null, Limit);

        await Kube.PatchAsync(Widgets, Key("one"), Merge("""{"spec":{"replicas":2}}"""), Limit);
        await FailsAsync(StatusReason.Invalid, () => Kube.PatchAsync(Widgets, Key("one"), Json("""[{"op":"test","path":"/spec/colour","value":"blue"}]"""), Limit));
        var same = await Kube.PatchAsync(Widgets, Key("one"), Json("""[{"op":"test","path":"/spec/colour","value":"red"}]"""), Limit);

        Assert.Equal(2, same.Spec.Replicas);
    }

    [ContractFact]
    public async Task Json_patch_adds_replaces_and_removes()
    {
        await CreateAsync("one");

        var changed = await Kube.PatchAsync(Widgets, Key("one"), Json("""
            [{"op":"add","path":"/metadata/labels","value":{"a":"b","c":"d"}},
             {"op":"remove","path":"/metadata/labels/c"},
             {"op":"replace","path":"/spec/replicas","value":4}]
            """), Limit);

        Assert.Equal(("b", 1, 4), (changed.Metadata.Labels["a"], changed.Metadata.Labels.Count, changed.Spec.Replicas));
    }

    [ContractFact]
    public async Task Apply_creates_and_then_changes()
    {
        var made = await Kube.PatchAsync(Widgets, Key("one"), Apply("""{"spec":{"size":"Large"}}"""), null, Limit);
        var changed = await Kube.PatchAsync(Widgets, Key("one"), Apply("""{"spec":{"size":"Small"}}"""), null, Limit);

        Assert.Equal((WidgetSize.Large, WidgetSize.Small), (made.Spec.Size, changed.Spec.Size));
        Assert.Equal(made.Metadata.Uid, changed.Metadata.Uid);
    }

    [ContractFact]
    public async Task Scale_subresource_sets_the_replicas()
    {
        await CreateAsync("one");

        var scale = await Kube.PatchAsync(Widgets.Scale(), Key("one"), Merge("""{"spec":{"replicas":7}}"""), "scale", Limit);

        Assert.Equal(7, scale.Spec?.Replicas);
        Assert.Equal(7, (await Kube.ReadAsync(Widgets, Key("one"), Limit)).Spec.Replicas);
    }

    [ContractFact]
    public async Task Finalizer_holds_a_deleted_object_until_it_is_removed()
    {
        var made = await Kube.CreateAsync(Widgets, Widget.Named("one", Namespace) with { Metadata = new("one", Namespace, Finalizers: ["test.mooring.dev/hold"]) }, Limit);

        await Kube.DeleteAsync(Widgets, Key("one"), null, Limit);
        var held = await Kube.ReadAsync(Widgets, Key("one"), Limit);
        Assert.NotNull(held.Metadata.DeletionTimestamp);
        Assert.Equal(made.Metadata.Generation + 1, held.Metadata.Generation);

        await Kube.PatchAsync(Widgets, Key("one"), Merge("""{"metadata":{"finalizers":[]}}"""), Limit);
        Assert.Null(await Kube.TryReadAsync(Widgets, Key("one"), Limit));
    }

    [ContractFact]
    public async Task Deleting_spares_a_successor_of_the_same_name()
    {
        var first = await CreateAsync("one");
        await Kube.DeleteAsync(Widgets, Key("one"), null, Limit);
        var second = await CreateAsync("one");

        await FailsAsync(StatusReason.Conflict, () => Kube.DeleteAsync(Widgets, Key("one"), new(new(first.Metadata.Uid)), Limit));
        Assert.False(await Kube.TryDeleteAsync(Widgets, first, Limit));
        Assert.True(await Kube.TryDeleteAsync(Widgets, second, Limit));
        Assert.False(await Kube.TryDeleteAsync(Widgets, second, Limit));
    }

    [ContractFact]
    public async Task List_gives_what_matches_in_pages()
    {
        for (var i = 0; i < 5; i++)
        {
            var meta = new V1ObjectMeta($"w{i}", Namespace, Labels: new Dictionary<string, string> { ["even"] = i % 2 == 0 ? "yes" : "no" });
            await Kube.CreateAsync(Widgets, new Widget(meta, new()), Limit);
        }

        var all = await Kube.ListAsync(Widgets, new(Namespace, PageSize: 2), Limit);
        var even = await Kube.ListAsync(Widgets, new(Namespace, "even=yes"), Limit);
        var odd = await Kube.ListAsync(Widgets, new(Namespace, "even!=yes"), Limit);
        var one = await Kube.ListAsync(Widgets, new(Namespace, FieldSelector: "metadata.name=w3"), Limit);

        Assert.Equal(["w0", "w1", "w2", "w3", "w4"], all.Items.Select(item => item.Metadata.Name));
        Assert.Equal((3, 2, "w3"), (even.Items.Count, odd.Items.Count, Assert.Single(one.Items).Metadata.Name));
    }

    [ContractFact]
    public async Task Object_that_does_not_fit_its_type_is_listed_apart()
    {
        await CreateAsync("good");
        await Kube.PatchAsync(Widgets, Key("good"), Merge("""{"metadata":{"labels":{"x":"y"}}}"""), Limit);
        await CreateAsync("bad");
        await FailsAsync(StatusReason.Unknown, () => Kube.PatchAsync(Widgets, Key("bad"), Merge("""{"spec":{"size":"Gigantic"}}"""), Limit));

        var list = await Kube.ListAsync(Widgets, new(Namespace), Limit);

        Assert.Equal("good", Assert.Single(list.Items).Metadata.Name);
        Assert.Equal(Key("bad"), Assert.Single(list.Unreadable).Key);
        Assert.Contains("$.spec.size", list.Unreadable[0].Error, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Watch_tells_what_happened_since_a_version_in_order()
    {
        var start = (await Kube.ListAsync(Widgets, new(Namespace), Limit)).ResourceVersion;
        await CreateAsync("one");
        await Kube.PatchAsync(Widgets, Key("one"), Merge("""{"spec":{"replicas":2}}"""), Limit);
        await Kube.DeleteAsync(Widgets, Key("one"), null, Limit);

        var seen = new List<string>();
        await foreach (var change in Kube.WatchAsync(Widgets, new(Namespace), start, Limit))
        {
            if (change is not WatchEvent<Widget>.Bookmark)
            {
                seen.Add(change.GetType().Name);
            }

            if (seen.Count == 3)
            {
                break;
            }
        }

        Assert.Equal(["Added", "Modified", "Deleted"], seen);
    }

    [ContractFact]
    public async Task Cancelled_watch_ends_with_cancellation()
    {
        using var stop = new CancellationTokenSource();
        var start = (await Kube.ListAsync(Widgets, new(Namespace), Limit)).ResourceVersion;
        await CreateAsync("one");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Kube.WatchAsync(Widgets, new(Namespace), start, stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    private static V1Patch Merge(string json) => V1Patch.Merge((JsonObject)JsonNode.Parse(json)!);

    private static V1Patch Json(string json) => V1Patch.Json((JsonArray)JsonNode.Parse(json)!);

    private static V1Patch Apply(string json)
    {
        var body = (JsonObject)JsonNode.Parse(json)!;
        (body["apiVersion"], body["kind"], body["metadata"]) = ("test.mooring.dev/v1", "Widget", new JsonObject { ["name"] = "one" });
        return V1Patch.Apply(body, "contract");
    }

    private static async Task FailsAsync(StatusReason reason, Func<Task> act) =>
        Assert.Equal(reason, (await Assert.ThrowsAsync<KubernetesException>(act)).Reason);

    private ObjectKey Key(string name) => new(Namespace, name);

    private Task<Widget> CreateAsync(string name) => Kube.CreateAsync(Widgets, Widget.Named(name, Namespace), Limit);
}
