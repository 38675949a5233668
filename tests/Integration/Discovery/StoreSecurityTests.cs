using System.Text;
using Mooring.Discovery;
using Mooring.Discovery.Etcd;
using Mooring.Discovery.ZooKeeper;
using Mooring.Tests.Testbed.Certificates;

namespace Mooring.Tests.Integration.Discovery;

/// <summary>TLS and logins to real stores.</summary>
[Collection(StoresGroup.Name)]
public sealed class StoreSecurityTests(StoresFixture stores)
{
    [RealFact]
    public async Task Etcd_with_client_certificates_takes_ours_only()
    {
        var testbed = await stores.TestbedAsync();
        var authority = await Authority.LoadOrCreateAsync(Path.Combine(testbed.Directory, "stores"), "stores", default);
        var store = await testbed.AddEtcdAsync(authority);
        var other = await Authority.LoadOrCreateAsync(Path.Combine(testbed.Directory, "others"), "others", default);
        var otherCa = Path.Combine(testbed.Directory, "others.pem");
        await File.WriteAllTextAsync(otherCa, other.CertificatePem);
        var options = new DiscoveryOptions
        {
            CaFile = Path.Combine(store.ClientCertificates, "ca.pem"),
            CertificateFile = Path.Combine(store.ClientCertificates, "cert.pem"),
            KeyFile = Path.Combine(store.ClientCertificates, "key.pem"),
        };

        using var client = new EtcdClient([store.Address], options, TimeProvider.System);
        await client.PutAsync("/key", "value", 0, default);

        Assert.Equal("value", Assert.Single((await client.RangeAsync("/key", prefix: false, default)).Items).Value);
        await RefusedAsync(new() { CaFile = options.CaFile });
        await RefusedAsync(options with { CaFile = otherCa });
        await RefusedAsync(new());

        async Task RefusedAsync(DiscoveryOptions wrong)
        {
            using var refused = new EtcdClient([store.Address], wrong, TimeProvider.System);
            await Assert.ThrowsAsync<DiscoveryException>(() => refused.RangeAsync("/key", prefix: false, default));
        }
    }

    [RealFact]
    public async Task Etcd_with_users_takes_a_login_and_renews_it()
    {
        var store = await (await stores.TestbedAsync()).AddEtcdAsync();
        using var http = new HttpClient { BaseAddress = new($"http://{store.Address}/v3/auth/") };
        await PostAsync("user/add", """{"name":"root","password":"secret"}""");
        await PostAsync("role/add", """{"name":"root"}""");
        await PostAsync("user/grant", """{"user":"root","role":"root"}""");
        await PostAsync("enable", "{}");

        using var client = new EtcdClient([store.Address], new() { Username = "root", Password = "secret" }, TimeProvider.System);
        await client.PutAsync("/key", "value", 0, default);
        // etcd forgets its tokens with a restart.
        await store.StopAsync();
        await store.StartAsync();
        Assert.Equal("value", Assert.Single((await client.RangeAsync("/key", prefix: false, default)).Items).Value);

        using var wrong = new EtcdClient([store.Address], new() { Username = "root", Password = "guess" }, TimeProvider.System);
        var error = await Assert.ThrowsAsync<DiscoveryException>(() => wrong.RangeAsync("/key", prefix: false, default));
        Assert.DoesNotContain("guess", error.ToString(), StringComparison.Ordinal);

        async Task PostAsync(string path, string json)
        {
            using var content = new StringContent(json, Encoding.UTF8);
            using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
            response.EnsureSuccessStatusCode();
        }
    }

    [RealFact]
    public async Task ZooKeeper_takes_a_login()
    {
        var store = await stores.StoreAsync(StoreKind.ZooKeeper);
        await using var client = ZooKeeperClient.Start(
            [store.Address], new() { Username = "me", Password = "secret" }, TimeSpan.FromSeconds(5), TimeProvider.System);

        await client.EnsureAsync("/login/key", default);
        Assert.True(await client.SetAsync("/login/key", "value", default));

        Assert.Equal("value", (await client.GetAsync("/login/key", default))?.Value);
    }

    [RealFact]
    public async Task Another_member_is_asked_when_the_first_is_gone()
    {
        var store = await stores.StoreAsync(StoreKind.Etcd);
        using var client = new EtcdClient(["127.0.0.1:1", store.Address], new(), TimeProvider.System);

        await client.PutAsync("/members/key", "value", 0, default);

        Assert.Single((await client.RangeAsync("/members/", prefix: true, default)).Items);
    }

    [RealFact]
    public async Task Compacted_history_ends_the_watch_with_a_word()
    {
        var store = await (await stores.TestbedAsync()).AddEtcdAsync();
        using var client = new EtcdClient([store.Address], new(), TimeProvider.System);
        for (var i = 0; i < 3; i++)
        {
            await client.PutAsync("/key", $"{i}", 0, default);
        }

        await store.CompactAsync();

        await using var watch = client.WatchAsync("/key", prefix: false, 2, TimeSpan.FromSeconds(5), default).GetAsyncEnumerator();
        var error = await Assert.ThrowsAsync<DiscoveryException>(async () => await watch.MoveNextAsync());
        Assert.Contains("compacted at 4", error.Message, StringComparison.Ordinal);
    }
}
