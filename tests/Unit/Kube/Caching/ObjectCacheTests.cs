using Mooring.Api;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube.Caching;

public sealed class ObjectCacheTests
{
    private readonly ObjectCache<Widget> _cache = new();

    [Fact]
    public async Task Cache_is_ready_with_its_first_list()
    {
        var ready = _cache.ReadyAsync(CancellationToken.None);
        Assert.False(_cache.HasSynced);

        Replace(5);

        await ready.WaitAsync(TimeSpan.FromSeconds(5));
        Assert.True(_cache.HasSynced);
    }

    [Fact]
    public void Own_write_is_seen_before_the_watch_tells_it()
    {
        Replace(5, A("a", 3));

        _cache.Observe(A("a", 7));

        Assert.Equal("7", Version("a"));
    }

    [Fact]
    public void Own_write_that_the_watch_has_passed_does_not_come_back()
    {
        Replace(5, A("a", 3));
        _cache.Apply(new WatchEvent<Widget>.Modified(A("a", 7), "7"));
        _cache.Apply(new WatchEvent<Widget>.Deleted(A("a", 8), "8"));

        _cache.Observe(A("a", 7));

        Assert.Null(Version("a"));
    }

    [Fact]
    public void Older_news_does_not_undo_an_own_write()
    {
        Replace(5, A("a", 3));
        _cache.Observe(A("a", 9));

        _cache.Apply(new WatchEvent<Widget>.Modified(A("a", 6), "6"));

        Assert.Equal("9", Version("a"));
    }

    [Fact]
    public void News_of_a_predecessors_end_does_not_remove_its_successor()
    {
        Replace(5, A("a", 3));
        _cache.Observe(A("a", 9, uid: "second"));

        _cache.Apply(new WatchEvent<Widget>.Deleted(A("a", 8), "8"));

        Assert.Equal("9", Version("a"));
    }

    [Fact]
    public void List_drops_what_it_does_not_have_but_keeps_later_writes()
    {
        Replace(5, A("gone", 3), A("kept", 4));
        _cache.Observe(A("new", 9));

        Replace(8, A("kept", 4));

        Assert.Equal((null, "4", "9"), (Version("gone"), Version("kept"), Version("new")));
    }

    [Fact]
    public void List_of_a_server_restored_from_a_backup_replaces_everything()
    {
        Replace(100, A("a", 90), A("b", 95));

        Replace(50, A("a", 40));

        Assert.Equal(("40", null), (Version("a"), Version("b")));
    }

    [Fact]
    public void Index_follows_changes()
    {
        _cache.AddIndex("size", widget => [widget.Spec.Size.ToString()]);
        Replace(5, A("a", 3), A("b", 4, WidgetSize.Large));
        _cache.AddIndex("late", widget => [widget.Metadata.Name, "all"]);

        _cache.Apply(new WatchEvent<Widget>.Modified(A("a", 6, WidgetSize.Large), "6"));
        _cache.Apply(new WatchEvent<Widget>.Deleted(A("b", 7, WidgetSize.Large), "7"));

        Assert.Equal(["a"], Names(_cache.ByIndex("size", "Large")));
        Assert.Empty(_cache.ByIndex("size", "Small"));
        Assert.Equal(["a"], Names(_cache.ByIndex("late", "all")));
        Assert.Empty(_cache.ByIndex("late", "b"));
    }

    [Fact]
    public void List_is_in_order_of_keys_and_by_namespace()
    {
        Replace(9, A("b", 1), A("a", 2), A("c", 3, ns: "a-first"));

        Assert.Equal(["c", "a", "b"], Names(_cache.List()));
        Assert.Equal(["a", "b"], Names(_cache.List("default")));
    }

    [Fact]
    public async Task Subscriber_gets_all_there_is_and_then_every_change()
    {
        Replace(5, A("a", 3));
        await using var changes = _cache.ChangesAsync(CancellationToken.None).GetAsyncEnumerator();
        var first = await NextAsync(changes);
        _cache.Apply(new WatchEvent<Widget>.Modified(A("a", 6), "6"));
        var second = await NextAsync(changes);
        Replace(7);
        var third = await NextAsync(changes);

        Assert.Equal((true, null, "3"), (first.IsReplay, first.Old, first.New!.Metadata.ResourceVersion));
        Assert.Equal((false, "3", "6"), (second.IsReplay, second.Old!.Metadata.ResourceVersion, second.New!.Metadata.ResourceVersion));
        Assert.Equal((false, "6", null), (third.IsReplay, third.Old!.Metadata.ResourceVersion, third.New));
    }

    [Fact]
    public async Task Unreadable_object_keeps_its_last_good_state_and_is_told()
    {
        Replace(5, A("a", 3));
        await using var changes = _cache.ChangesAsync(CancellationToken.None).GetAsyncEnumerator();
        await NextAsync(changes);

        _cache.Apply(new WatchEvent<Widget>.Unreadable(new(new("default", "a"), "uid", "6", 2, "$.spec.size"), false));
        var told = await NextAsync(changes);

        Assert.Equal("3", Version("a"));
        Assert.Equal("$.spec.size", _cache.Unreadable(new("default", "a"))!.Error);
        Assert.False(told.IsStatusOnly);

        _cache.Apply(new WatchEvent<Widget>.Modified(A("a", 7), "7"));
        Assert.Null(_cache.Unreadable(new("default", "a")));
        Assert.Equal("7", Version("a"));
    }

    [Fact]
    public void Unreadable_object_that_is_deleted_is_gone()
    {
        var wrong = new UnreadableObject(new("default", "a"), "uid", "6", 2, "$.spec.size");
        _cache.Replace(new([], "6", [wrong]));
        Assert.NotNull(_cache.Unreadable(wrong.Key));

        _cache.Apply(new WatchEvent<Widget>.Unreadable(wrong with { ResourceVersion = "8" }, true));

        Assert.Null(_cache.Unreadable(wrong.Key));
    }

    [Fact]
    public void Status_only_change_is_told_from_others()
    {
        var old = A("a", 3);
        var status = A("a", 4) with { Status = new(2) };
        var spec = A("a", 5) with { Metadata = A("a", 5).Metadata with { Generation = 2 } };
        var label = A("a", 6) with { Metadata = A("a", 6).Metadata with { Labels = new Dictionary<string, string> { ["x"] = "y" } } };

        Assert.True(new ObjectChange<Widget>(default, old, status).IsStatusOnly);
        Assert.False(new ObjectChange<Widget>(default, old, spec).IsStatusOnly);
        Assert.False(new ObjectChange<Widget>(default, old, label).IsStatusOnly);
        Assert.False(new ObjectChange<Widget>(default, null, old).IsStatusOnly);
    }

    private static Widget A(string name, int version, WidgetSize size = WidgetSize.Small, string ns = "default", string uid = "first") =>
        new(new V1ObjectMeta(name, ns, Uid: uid, ResourceVersion: $"{version}", Generation: 1), new(size));

    private static IEnumerable<string> Names(IEnumerable<Widget> widgets) => widgets.Select(widget => widget.Metadata.Name);

    private static async Task<ObjectChange<Widget>> NextAsync(IAsyncEnumerator<ObjectChange<Widget>> changes)
    {
        Assert.True(await changes.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5)));
        return changes.Current;
    }

    private void Replace(int version, params Widget[] widgets) => _cache.Replace(new(widgets, $"{version}", []));

    private string? Version(string name) => _cache.Get(new("default", name))?.Metadata.ResourceVersion;
}
