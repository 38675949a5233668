using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Discovery;
using Mooring.Tests.Fakes;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Discovery;

/// <summary>Registering, listing and watching on the real stores.</summary>
[Collection(StoresGroup.Name)]
public sealed class RegistrationTests(StoresFixture stores)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(1);

    [RealFact]
    public Task Registered_addresses_are_listed_and_watched_until_deregistered() => StoresFixture.OnEachAsync(async kind =>
    {
        var url = await stores.UrlAsync(kind);
        await using var agents = Open(url);
        await using var manager = Open(url);
        using var watch = new Watching(manager);
        await watch.SeesAsync("");

        await agents.RegisterAsync("10.0.0.1:2375", Ttl, default);
        await watch.SeesAsync("10.0.0.1:2375");
        await agents.RegisterAsync("[fe80::1]:2375", Ttl, default);
        await watch.SeesAsync("10.0.0.1:2375 [fe80::1]:2375");
        Assert.Equal(["10.0.0.1:2375", "[fe80::1]:2375"], await manager.FetchAsync(default));

        await agents.DeregisterAsync("10.0.0.1:2375", default);
        await watch.SeesAsync("[fe80::1]:2375");
    });

    [RealFact]
    public Task Neighbour_directories_are_not_listed() => StoresFixture.OnEachAsync(async kind =>
    {
        var url = await stores.UrlAsync(kind);
        await using var mine = Open(url);
        await using var other = Open(url, new() { NodesPath = "docker/swarm/nodes2" });
        await other.RegisterAsync("other:1", Ttl, default);
        await mine.RegisterAsync("mine:1", Ttl, default);

        Assert.Equal(["mine:1"], await mine.FetchAsync(default));
    });

    [RealFact]
    public Task Renewals_keep_an_address_beyond_its_time_to_live_without_waking_watchers() => StoresFixture.OnEachAsync(async kind =>
    {
        var url = await stores.UrlAsync(kind);
        await using var agent = Open(url);
        await using var manager = Open(url);
        await agent.RegisterAsync("h:1", Ttl, default);
        using var raw = new Watching(manager, raw: true);
        await raw.SeesAsync("h:1");

        for (var beat = 0; beat < 6; beat++)
        {
            await Task.Delay(Heartbeat, TimeProvider.System);
            await agent.RegisterAsync("h:1", Ttl, default);
        }

        Assert.Equal(["h:1"], await manager.FetchAsync(default));
        Assert.Equal(1, raw.Lists);
    });

    [RealTheory]
    [InlineData(StoreKind.Etcd)]
    [InlineData(StoreKind.Consul)]
    public async Task Address_that_is_not_renewed_goes_after_its_time_to_live(StoreKind kind)
    {
        var url = await stores.UrlAsync(kind);
        await using var agent = Open(url);
        await using var manager = Open(url);
        using var watch = new Watching(manager);
        await agent.RegisterAsync("h:1", Ttl, default);
        await watch.SeesAsync("h:1");
        var before = TimeProvider.System.GetTimestamp();

        await watch.SeesAsync("");

        Assert.InRange(TimeProvider.System.GetElapsedTime(before), Ttl / 2 - Heartbeat, Ttl * 2);
    }

    [RealFact]
    public async Task Address_goes_with_the_session_when_ZooKeeper_hears_no_more()
    {
        var store = await stores.StoreAsync(StoreKind.ZooKeeper);
        await using var link = new TcpLink(store.Address);
        var url = await stores.UrlAsync(StoreKind.ZooKeeper, prefix: "silence");
        await using var agent = Open(await stores.UrlAsync(StoreKind.ZooKeeper, link.Address, "silence"));
        await using var manager = Open(url);
        using var watch = new Watching(manager);
        await agent.RegisterAsync("h:1", Ttl, default);
        await watch.SeesAsync("h:1");

        link.Cut();
        await watch.SeesAsync("");
        link.Heal();

        await RegisteredAgainAsync(agent, "h:1", Ttl);
        await watch.SeesAsync("h:1");
    }

    [RealFact]
    public Task Address_is_taken_over_from_a_former_run_of_the_agent() => StoresFixture.OnEachAsync(async kind =>
    {
        var url = await stores.UrlAsync(kind);
        await using var former = Open(url);
        await former.RegisterAsync("h:1", Ttl, default);
        await using var agent = Open(url);

        for (var beat = 0; beat < 6; beat++)
        {
            await agent.RegisterAsync("h:1", Ttl, default);
            await Task.Delay(Heartbeat, TimeProvider.System);
        }

        Assert.Equal(["h:1"], await agent.FetchAsync(default));
    });

    [RealTheory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Discovery_recovers_when_the_store_was_stopped_and_perhaps_wiped(bool wiped) => StoresFixture.OnEachAsync(async kind =>
    {
        var store = await stores.StoreAsync(kind);
        var url = await stores.UrlAsync(kind);
        await using var agent = Open(url);
        await using var manager = Open(url);
        using var watch = new Watching(manager);
        await agent.RegisterAsync("h:1", Ttl, default);
        await watch.SeesAsync("h:1");

        await store.Process.KillAsync();
        await Assert.ThrowsAsync<DiscoveryException>(() => agent.RegisterAsync("h:1", Ttl, default));
        await Assert.ThrowsAsync<DiscoveryException>(() => manager.FetchAsync(default));
        Assert.Equal("h:1", watch.Last);
        if (wiped)
        {
            store.Wipe();
        }

        await store.StartAsync();
        await RegisteredAgainAsync(agent, "h:1", Ttl);
        await RegisteredAgainAsync(agent, "h:2", Ttl);
        await watch.SeesAsync("h:1 h:2");
    });

    [RealFact]
    public async Task Agents_of_a_store_that_is_down_from_the_start_wait_for_it()
    {
        var store = await stores.StoreAsync(StoreKind.Etcd);
        var url = await stores.UrlAsync(StoreKind.Etcd);
        await store.Process.StopAsync(TimeSpan.FromSeconds(5));
        await using var manager = Open(url);
        using var watch = new Watching(manager);

        await Assert.ThrowsAsync<DiscoveryException>(() => manager.RegisterAsync("h:1", Ttl, default));
        await store.StartAsync();
        await manager.RegisterAsync("h:1", Ttl, default);

        await watch.SeesAsync("h:1");
    }

    [RealFact]
    public async Task Hung_store_is_given_up_after_seconds()
    {
        var store = await stores.StoreAsync(StoreKind.Etcd);
        await using var agent = Open(await stores.UrlAsync(StoreKind.Etcd));
        await agent.RegisterAsync("h:1", Ttl, default);
        store.Process.Send(Signal.Stop);
        try
        {
            var error = await Assert.ThrowsAsync<DiscoveryException>(() => agent.FetchAsync(default).WaitAsync(TimeSpan.FromSeconds(20)));
            Assert.Contains("does not answer within 3 s", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            store.Process.Send(Signal.Continue);
        }
    }

    private static IDiscovery Open(DiscoveryUrl url, DiscoveryOptions? options = null) =>
        DiscoveryBackend.Open(url, options ?? new(), Heartbeat, TimeProvider.System, NullLogger.Instance);

    private static Task RegisteredAgainAsync(IDiscovery agent, string address, TimeSpan ttl) => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                await agent.RegisterAsync(address, ttl, default);
                return true;
            }
            catch (DiscoveryException)
            {
                return false;
            }
        },
        TimeSpan.FromSeconds(30));
}
