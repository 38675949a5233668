using Mooring.Discovery;
using Mooring.Discovery.Consul;
using Mooring.Discovery.Etcd;
using Mooring.Discovery.Leadership;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Integration.Discovery;

/// <summary>Leader locks on the real stores.</summary>
[Collection(StoresGroup.Name)]
public sealed class LeaderLockTests(StoresFixture stores)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(6);

    [RealFact]
    public Task Released_lock_passes_on_within_a_second() => StoresFixture.OnEachAsync(async kind =>
    {
        var url = await stores.UrlAsync(kind);
        await using var first = Open(url);
        await using var second = Open(url);
        using var watch = new LeaderWatching(Open(url));
        await using var held = await first.AcquireAsync("first:1", default);
        await watch.SeesAsync("first:1");
        var waiting = second.AcquireAsync("second:1", default);
        await StaysAsync(() => !waiting.IsCompleted && !held.Lost.IsCancellationRequested, Ttl * 1.5);

        var before = TimeProvider.System.GetTimestamp();
        await held.DisposeAsync();
        await using var next = await waiting.WaitAsync(Ttl);

        Assert.InRange(TimeProvider.System.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.True(held.Lost.IsCancellationRequested);
        await watch.SeesAsync("second:1");
    });

    [RealFact]
    public Task Nobody_leads_after_a_release_without_successor() => StoresFixture.OnEachAsync(async kind =>
    {
        var url = await stores.UrlAsync(kind);
        await using var only = Open(url);
        using var watch = new LeaderWatching(Open(url));
        await watch.SeesAsync(null);
        await using (await only.AcquireAsync("only:1", default))
        {
            await watch.SeesAsync("only:1");
        }

        await watch.SeesAsync(null);
    });

    [RealFact]
    public Task Cut_off_holder_knows_of_its_loss_before_another_holds_the_lock() => StoresFixture.OnEachAsync(async kind =>
    {
        var store = await stores.StoreAsync(kind);
        await using var link = new TcpLink(store.Address);
        var prefix = $"cut-{kind}";
        await using var first = Open(await stores.UrlAsync(kind, link.Address, prefix));
        await using var second = Open(await stores.UrlAsync(kind, prefix: prefix));
        var held = await first.AcquireAsync("first:1", default);
        var waiting = second.AcquireAsync("second:1", default);

        var before = TimeProvider.System.GetTimestamp();
        link.Cut();
        var lostFirst = false;
        await using var lost = held.Lost.Register(() => lostFirst = !waiting.IsCompleted);
        await using var next = await waiting.WaitAsync(Ttl * 3);
        var took = TimeProvider.System.GetElapsedTime(before);

        Assert.True(held.Lost.IsCancellationRequested);
        Assert.True(lostFirst);
        Assert.InRange(took, TimeSpan.Zero, Ttl + TimeSpan.FromSeconds(2));

        link.Heal();
        await held.DisposeAsync();
        await StaysAsync(() => !next.Lost.IsCancellationRequested, Ttl);
    });

    [RealFact]
    public Task Lock_is_lost_with_the_store_and_can_be_had_again_after_it() => StoresFixture.OnEachAsync(async kind =>
    {
        var store = await stores.StoreAsync(kind);
        await using var leader = Open(await stores.UrlAsync(kind));
        var held = await leader.AcquireAsync("leader:1", default);

        await store.Process.KillAsync();
        await Eventually.TrueAsync(() => held.Lost.IsCancellationRequested, Ttl);
        await Assert.ThrowsAsync<DiscoveryException>(() => leader.AcquireAsync("leader:1", default));
        await held.DisposeAsync();
        await store.StartAsync();

        await using var again = await leader.AcquireAsync("leader:1", default).WaitAsync(Ttl * 3);
        Assert.False(again.Lost.IsCancellationRequested);
    });

    [RealFact]
    public Task Short_outage_of_the_store_does_not_lose_the_lock() => StoresFixture.OnEachAsync(async kind =>
    {
        var store = await stores.StoreAsync(kind);
        await using var link = new TcpLink(store.Address);
        await using var leader = Open(await stores.UrlAsync(kind, link.Address));
        await using var held = await leader.AcquireAsync("leader:1", default);

        link.Cut();
        await StaysAsync(() => !held.Lost.IsCancellationRequested, TimeSpan.FromSeconds(0.8));
        link.Heal();

        await StaysAsync(() => !held.Lost.IsCancellationRequested, Ttl * 2);
    });

    [RealFact]
    public Task Contenders_never_hold_the_lock_together() => StoresFixture.OnEachAsync(async kind =>
    {
        var url = await stores.UrlAsync(kind);
        var holders = 0;
        var turns = 0;
        var together = false;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
        {
            await using var contender = Open(url);
            while (!stop.IsCancellationRequested)
            {
                await using var held = await contender.AcquireAsync($"c{i}:1", default);
                together |= Interlocked.Increment(ref holders) > 1;
                Interlocked.Increment(ref turns);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
                Interlocked.Decrement(ref holders);
            }
        }));

        Assert.False(together);
        Assert.True(turns > 20, $"only {turns} turns");
    });

    [RealFact]
    public Task Cancelled_contender_leaves_no_trace() => StoresFixture.OnEachAsync(async kind =>
    {
        var url = await stores.UrlAsync(kind);
        await using var first = Open(url);
        await using var second = Open(url);
        await using var third = Open(url);
        var held = await first.AcquireAsync("first:1", default);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.AcquireAsync("second:1", giveUp.Token));

        await held.DisposeAsync();

        await using var next = await third.AcquireAsync("third:1", default).WaitAsync(TimeSpan.FromSeconds(2));
    });

    [RealFact]
    public async Task Deleted_key_in_etcd_is_a_lost_lock_at_once()
    {
        var store = await stores.StoreAsync(StoreKind.Etcd);
        var url = await stores.UrlAsync(StoreKind.Etcd);
        await using var leader = Open(url);
        await using var held = await leader.AcquireAsync("leader:1", default);
        using var client = new EtcdClient([store.Address], new(), TimeProvider.System);

        Assert.Equal(1, await client.DeleteAsync($"/{url.Prefix}/docker/swarm/leader", prefix: false, default));

        await Eventually.TrueAsync(() => held.Lost.IsCancellationRequested, TimeSpan.FromSeconds(1));
    }

    [RealFact]
    public async Task Key_that_is_no_lock_in_Consul_is_refused()
    {
        var store = await stores.StoreAsync(StoreKind.Consul);
        var url = await stores.UrlAsync(StoreKind.Consul);
        using var http = new HttpClient();
        using var put = await http.PutAsync(new Uri($"http://{store.Address}/v1/kv/{url.Prefix}/docker/swarm/leader"), new StringContent("x"));
        put.EnsureSuccessStatusCode();
        await using var leader = Open(url);

        var error = await Assert.ThrowsAsync<DiscoveryException>(() => leader.AcquireAsync("leader:1", default));

        Assert.Equal("Existing key does not match lock use", error.Message);
    }

    [RealFact]
    public async Task Keys_are_where_classic_Swarm_has_them()
    {
        var etcd = await stores.StoreAsync(StoreKind.Etcd);
        var consul = await stores.StoreAsync(StoreKind.Consul);
        var onEtcd = await stores.UrlAsync(StoreKind.Etcd);
        var onConsul = await stores.UrlAsync(StoreKind.Consul);
        using var etcdClient = new EtcdClient([etcd.Address], new(), TimeProvider.System);
        using var consulClient = new ConsulClient(consul.Address, new(), TimeProvider.System);
        await using var etcdLock = Open(onEtcd);
        await using var consulLock = Open(onConsul);
        await using var etcdHeld = await etcdLock.AcquireAsync("m:1", default);
        await using var consulHeld = await consulLock.AcquireAsync("m:1", default);

        var item = Assert.Single((await etcdClient.RangeAsync($"/{onEtcd.Prefix}/docker/swarm/leader", prefix: false, default)).Items);
        var entry = Assert.Single((await consulClient.ReadAsync($"{onConsul.Prefix}/docker/swarm/leader", prefix: false, 0, Ttl, default)).Entries);

        Assert.Equal("m:1", item.Value);
        Assert.Equal(("m:1", ConsulClient.LockFlag), (entry.Value, entry.Flags));
    }

    private static ILeaderLock Open(DiscoveryUrl url) => DiscoveryBackend.OpenLock(url, new(), Ttl, TimeProvider.System);

    private static async Task StaysAsync(Func<bool> holds, TimeSpan during)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < during)
        {
            Assert.True(holds());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
