using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube.Caching;

public sealed class InformerTests : IAsyncLifetime, IDisposable
{
    private readonly FakeKube _kube = new();
    private readonly ObjectCache<Widget> _cache = new();
    private readonly Informer<Widget> _informer;

    public InformerTests()
    {
        var options = new InformerOptions(null, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(20));
        _informer = new(_kube, Widget.Resource, options, _cache, TimeProvider.System, NullLogger<Informer<Widget>>.Instance);
    }

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _informer.StopAsync(Limit);

    public void Dispose() => _informer.Dispose();

    [Fact]
    public async Task Cache_follows_the_server()
    {
        await CreateAsync("before");
        await StartAsync();
        Assert.NotNull(Get("before"));

        await CreateAsync("after");
        await Eventually.TrueAsync(() => Get("after") is not null);
        await _kube.PatchAsync(Widget.Resource, Key("after"), Replicas(4), Limit);
        await Eventually.TrueAsync(() => Get("after")?.Spec.Replicas == 4);
        await _kube.DeleteAsync(Widget.Resource, Key("before"), null, Limit);
        await Eventually.TrueAsync(() => Get("before") is null);
    }

    [Fact]
    public async Task Ended_watch_carries_on_where_it_was()
    {
        await StartAsync();
        _kube.EndWatches();
        await CreateAsync("one");
        _kube.EndWatches();
        await CreateAsync("two");

        await Eventually.TrueAsync(() => Get("one") is not null && Get("two") is not null);
    }

    [Fact]
    public async Task Expired_watch_lists_anew_and_misses_nothing()
    {
        await CreateAsync("gone");
        await StartAsync();
        _kube.FailNext(new KubernetesException(StatusReason.Unreachable, "down"), "watch");
        _kube.EndWatches();
        await _kube.DeleteAsync(Widget.Resource, Key("gone"), null, Limit);
        await CreateAsync("new");
        _kube.Compact();

        await Eventually.TrueAsync(() => Get("gone") is null && Get("new") is not null);
    }

    [Fact]
    public async Task Failing_server_is_asked_until_it_answers()
    {
        for (var i = 0; i < 4; i++)
        {
            _kube.FailNext(new KubernetesException(StatusReason.Unreachable, "down"), "list");
        }

        await CreateAsync("one");
        await StartAsync();

        Assert.NotNull(Get("one"));
    }

    [Fact]
    public async Task Watch_that_keeps_failing_by_the_servers_word_leads_to_a_new_list()
    {
        await StartAsync();
        for (var i = 0; i < 3; i++)
        {
            _kube.FailNext(new KubernetesException(StatusReason.Timeout, "Too large resource version") { Status = System.Net.HttpStatusCode.GatewayTimeout }, "watch");
        }

        var lists = 0;
        _kube.OnCall = verb => lists += verb == "list" ? 1 : 0;
        _kube.EndWatches();
        await CreateAsync("one");

        await Eventually.TrueAsync(() => Get("one") is not null && lists == 1);
    }

    [Fact]
    public async Task Bookmark_moves_the_place_to_carry_on_from()
    {
        await StartAsync();
        // Of another kind: it moves the version of the server, and only a bookmark tells this watch so.
        await _kube.CreateAsync(KubeResources.ConfigMaps, new(new("other", "default")), Limit);
        _kube.SendBookmarks();
        await CreateAsync("one");
        await Eventually.TrueAsync(() => Get("one") is not null);
        var lists = 0;
        _kube.OnCall = verb => lists += verb == "list" ? 1 : 0;
        _kube.Compact();
        _kube.EndWatches();
        await CreateAsync("two");

        await Eventually.TrueAsync(() => Get("two") is not null);
        Assert.Equal(0, lists);
    }

    [Fact]
    public async Task Object_that_does_not_fit_stops_nothing()
    {
        await StartAsync();
        _kube.PutRaw(Widget.Resource, (JsonObject)JsonNode.Parse("""{"metadata":{"name":"bad","namespace":"default"},"spec":{"size":"Gigantic"}}""")!);
        await CreateAsync("good");

        await Eventually.TrueAsync(() => Get("good") is not null);
        Assert.Contains("size", _cache.Unreadable(Key("bad"))!.Error, StringComparison.Ordinal);
    }

    private static ObjectKey Key(string name) => new("default", name);

    private static V1Patch Replicas(int count) => V1Patch.Merge(new() { ["spec"] = new JsonObject { ["replicas"] = count } });

    private async Task StartAsync()
    {
        await _informer.StartAsync(Limit);
        await _cache.ReadyAsync(Limit);
    }

    private Task<Widget> CreateAsync(string name) => _kube.CreateAsync(Widget.Resource, Widget.Named(name), Limit);

    private Widget? Get(string name) => _cache.Get(Key(name));
}
