using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Mooring.Api;
using Mooring.Kube.Models;
using Mooring.Kube.Objects;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube.Objects;

public sealed class ObjectsTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, 500, TimeSpan.Zero);

    [Fact]
    public void Transition_time_has_whole_seconds_and_moves_only_with_the_status()
    {
        var first = Conditions.Set([], [new("Ready", "False", "Starting")], Noon);
        var reworded = Conditions.Set(first, [new("Ready", "False", "Pulling", "image")], Noon.AddMinutes(1));
        var turned = Conditions.Set(reworded, [new("Ready", "True", "Running")], Noon.AddMinutes(2));

        Assert.Equal(Noon.AddMilliseconds(-500), first[0].LastTransitionTime);
        Assert.Equal(("Pulling", first[0].LastTransitionTime), (reworded[0].Reason, reworded[0].LastTransitionTime));
        Assert.Equal(Noon.AddMilliseconds(-500).AddMinutes(2), turned[0].LastTransitionTime);
    }

    [Fact]
    public void Conditions_are_sorted_one_a_type_and_others_stay()
    {
        var set = Conditions.Set([new("Ready", "True"), new("Old", "True")], [new("Available", "True"), new("Ready", "False")], Noon);

        Assert.Equal(["Available", "Old", "Ready"], set.Select(condition => condition.Type));
        Assert.False(set.IsTrue("Ready"));
        Assert.Equal(["Available", "Ready"], Conditions.Remove(set, "Old").Select(condition => condition.Type));
    }

    [Fact]
    public void Setting_the_same_again_later_changes_nothing()
    {
        V1Condition[] wanted = [new("Ready", "True", "Fine", "all is well", ObservedGeneration: 3)];
        var once = Conditions.Set([], wanted, Noon);

        Assert.Equal(once, Conditions.Set(once, wanted, Noon.AddHours(1)));
    }

    [Fact]
    public void Equal_status_needs_no_patch()
    {
        Assert.Null(StatusPatch.Between(new WidgetStatus(1, "Up"), new WidgetStatus(1, "Up"), WidgetJson.Default.WidgetStatus));
        Assert.NotNull(StatusPatch.Between(null, new WidgetStatus(), WidgetJson.Default.WidgetStatus));
    }

    [Fact]
    public void Patch_names_only_what_differs_and_removes_what_is_gone()
    {
        var widget = Widget.Named("one") with { Metadata = new("one", ResourceVersion: "7") };

        var patch = StatusPatch.Between(new WidgetStatus(1, "Up"), new WidgetStatus(2), WidgetJson.Default.WidgetStatus, widget)!;

        Assert.Equal("""{"status":{"phase":null,"replicas":2},"metadata":{"resourceVersion":"7"}}""", patch.Body.ToJsonString());
        Assert.DoesNotContain("replicas", patch.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Patching_the_old_gives_the_new() => Prop.ForAll(Documents(), Documents(), (before, after) =>
    {
        var (old, wanted) = (Parse(before), Parse(after));
        var patch = StatusPatch.Difference(old, wanted);
        var result = patch is null ? old : MergePatch(old, patch);
        return JsonNode.DeepEquals(result, wanted) && (patch is null) == JsonNode.DeepEquals(old, wanted);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Finalizer_patch_keeps_others_and_depends_on_the_version()
    {
        var widget = Widget.Named("one") with { Metadata = new("one", ResourceVersion: "7", Finalizers: ["other"]) };

        var added = Finalizers.Add(widget, "mine")!;
        var with = widget with { Metadata = widget.Metadata with { Finalizers = ["other", "mine"] } };

        Assert.Equal("""{"metadata":{"resourceVersion":"7","finalizers":["other","mine"]}}""", added.Body.ToJsonString());
        Assert.Null(Finalizers.Add(with, "mine"));
        Assert.Equal("""{"metadata":{"resourceVersion":"7","finalizers":["other"]}}""", Finalizers.Remove(with, "mine")!.Body.ToJsonString());
        Assert.Null(Finalizers.Remove(widget, "mine"));
    }

    [Fact]
    public void Owner_is_known_by_uid_and_not_by_name()
    {
        var owner = Widget.Named("owner") with { Metadata = new("owner", Uid: "1") };
        var successor = Widget.Named("owner") with { Metadata = new("owner", Uid: "2") };
        var secret = new V1Secret(new("s", OwnerReferences: [OwnerReferences.To(owner)]));

        Assert.True(secret.IsOwnedBy(owner));
        Assert.False(secret.IsOwnedBy(successor));
        Assert.Equal(new V1OwnerReference("test.mooring.dev/v1", "Widget", "owner", "1", true, true), secret.Controller());
    }

    [Fact]
    public void Times_are_written_as_the_server_wants_them()
    {
        var lease = new V1Lease(new("l", CreationTimestamp: Noon), new("me", 15, RenewTime: Noon.AddTicks(12_345)));
        var json = JsonSerializer.Serialize(lease, KubeJson.Default.V1Lease);

        Assert.Contains("\"creationTimestamp\":\"2030-01-01T12:00:00Z\"", json, StringComparison.Ordinal);
        Assert.Contains("\"renewTime\":\"2030-01-01T12:00:00.501234Z\"", json, StringComparison.Ordinal);
        Assert.Equal(Noon.AddMilliseconds(-500), JsonSerializer.Deserialize(json, KubeJson.Default.V1Lease)!.Metadata.CreationTimestamp);
    }

    // Small documents over few names, so that they overlap; merge patches cannot say null, so there is none.
    private static Arbitrary<string> Documents()
    {
        var leaf = Gen.Elements("1", "2", "\"x\"", "[1,{\"a\":2}]", "[]", "true");
        var name = Gen.Elements("a", "b", "c");
        Gen<string> Node(int depth) => depth == 0 ? leaf : Gen.OneOf(leaf, Members(depth - 1));
        Gen<string> Members(int depth) =>
            from members in name.SelectMany(key => Node(depth), (key, value) => (Key: key, Value: value)).ListOf()
            select $"{{{string.Join(',', members.DistinctBy(member => member.Key).Select(member => $"\"{member.Key}\":{member.Value}"))}}}";
        return Members(2).ToArbitrary();
    }

    private static JsonObject Parse(string text) => (JsonObject)JsonNode.Parse(text)!;

    // RFC 7396, section 2.
    private static JsonObject MergePatch(JsonObject target, JsonObject patch)
    {
        var result = (JsonObject)target.DeepClone();
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = value is JsonObject inner ? MergePatch(result[name] as JsonObject ?? [], inner) : value.DeepClone();
            }
        }

        return result;
    }
}
