using Mooring.Discovery;
using Mooring.Tests.Testbed;
using Mooring.Tests.Testbed.Stores;

namespace Mooring.Tests.Integration.Discovery;

/// <summary>One testbed without hosts and control plane, and in it one real store of each kind, started when first asked for.</summary>
public sealed class StoresFixture : IAsyncLifetime
{
    private readonly Lazy<Task<TestbedInstance>> _testbed;
    private readonly Dictionary<StoreKind, Lazy<Task<IStoreServer>>> _stores;
    private int _prefixes;

    public StoresFixture()
    {
        _testbed = new(() =>
        {
            RealParts.Require();
            return TestbedInstance.StartAsync(new TestbedOptions { ControlPlane = false, Hosts = [] });
        });
        _stores = new()
        {
            [StoreKind.Etcd] = new(async () => await (await _testbed.Value).AddEtcdAsync()),
            [StoreKind.Consul] = new(async () => await (await _testbed.Value).AddConsulAsync()),
            [StoreKind.ZooKeeper] = new(async () => await (await _testbed.Value).AddZooKeeperAsync()),
        };
    }

    /// <summary>Runs a test on every kind of store at the same time, since most of it is waiting; a failure names its store.</summary>
    public static Task OnEachAsync(Func<StoreKind, Task> test) => Task.WhenAll(Enum.GetValues<StoreKind>().Select(async kind =>
    {
        try
        {
            await test(kind);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"on {kind}: {e.Message}", e);
        }
    }));

    public Task<TestbedInstance> TestbedAsync() => _testbed.Value;

    /// <summary>The store, running; also after a test that failed while it was stopped.</summary>
    public async Task<IStoreServer> StoreAsync(StoreKind kind)
    {
        var store = await _stores[kind].Value;
        await store.StartAsync();
        return store;
    }

    /// <summary>A URL in the store with a prefix of its own.</summary>
    /// <param name="kind">Store.</param>
    /// <param name="address">Another way to it, or null for its own address.</param>
    /// <param name="prefix">Prefix, or null for a new one.</param>
    public async Task<DiscoveryUrl> UrlAsync(StoreKind kind, string? address = null, string? prefix = null)
    {
        var scheme = kind switch
        {
            StoreKind.Etcd => "etcd",
            StoreKind.Consul => "consul",
            _ => "zk",
        };
        address ??= (await StoreAsync(kind)).Address;
        Assert.True(DiscoveryUrl.TryParse($"{scheme}://{address}/{prefix ?? $"test-{Interlocked.Increment(ref _prefixes)}"}", out var url, out var error), error);
        return url;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_testbed is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _testbed.Value).DisposeAsync();
        }
    }
}
