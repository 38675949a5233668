using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Models;
using Mooring.Tests.Fakes;
using Mooring.Tests.Testbed.Kubernetes;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Kube;

[Collection(TestbedGroup.Name)]
public sealed class RealWatchTests(KubeFixture fixture) : IClassFixture<KubeFixture>, IAsyncLifetime, IDisposable
{
    private readonly ObjectCache<V1ConfigMap> _cache = new();
    private Informer<V1ConfigMap>? _informer;
    private Kubernetes? _kube;
    private ControlPlane? _cluster;
    private string _namespace = "";

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    public async Task InitializeAsync()
    {
        _cluster = await fixture.ControlPlaneAsync();
        _kube = await fixture.ClientAsync();
        _namespace = await KubeFixture.NamespaceAsync(_kube);
        await CreateAsync("first");
        _informer = new(_kube, KubeResources.ConfigMaps, new(new(_namespace)), _cache, TimeProvider.System, NullLogger<Informer<V1ConfigMap>>.Instance);
        await _informer.StartAsync(Limit);
        await _cache.ReadyAsync(Limit);
    }

    public async Task DisposeAsync()
    {
        if (_informer is not null)
        {
            await _informer.StopAsync(Limit);
        }
    }

    public void Dispose() => _informer?.Dispose();

    [RealFact]
    public async Task Change_is_in_the_cache_within_a_second()
    {
        await CreateAsync("second");

        await Eventually.TrueAsync(() => Has("first") && Has("second"), TimeSpan.FromSeconds(1));
    }

    [RealFact]
    public async Task Cache_follows_through_a_restart_of_the_server()
    {
        await _cluster!.RestartApiServerAsync();
        Assert.True(Has("first"));

        await CreateAsync("second");

        await Eventually.TrueAsync(() => Has("second"), TimeSpan.FromSeconds(30));
    }

    [RealFact]
    public async Task Cache_catches_up_when_its_version_has_expired()
    {
        await _cluster!.ExpireResourceVersionsAsync();
        await _kube!.DeleteAsync(KubeResources.ConfigMaps, new(_namespace, "first"), null, Limit);
        await CreateAsync("second");

        await Eventually.TrueAsync(() => !Has("first") && Has("second"), TimeSpan.FromSeconds(30));
    }

    [RealFact]
    public async Task Watch_of_an_expired_version_fails_as_expired()
    {
        var version = (await _kube!.ListAsync(KubeResources.ConfigMaps, new(_namespace), Limit)).ResourceVersion;
        await CreateAsync("later");
        await _cluster!.ExpireResourceVersionsAsync();

        var error = await Assert.ThrowsAsync<KubernetesException>(async () =>
        {
            await foreach (var _ in _kube.WatchAsync(KubeResources.ConfigMaps, new(_namespace), version, Limit))
            {
            }
        });

        Assert.Equal(StatusReason.Expired, error.Reason);
    }

    [RealFact]
    public async Task Watch_ends_orderly_when_its_time_is_over()
    {
        var kube = await fixture.ClientAsync(new() { WatchLifetime = TimeSpan.FromSeconds(1) });
        var list = await kube.ListAsync(KubeResources.ConfigMaps, new(_namespace), Limit);
        var last = "";
        await foreach (var change in kube.WatchAsync(KubeResources.ConfigMaps, new(_namespace), list.ResourceVersion, Limit))
        {
            last = change.ResourceVersion;
        }

        Assert.True(last.Length == 0 || ulong.Parse(last, null) >= ulong.Parse(list.ResourceVersion, null));
    }

    [RealFact]
    public async Task Hanging_server_is_noticed_by_requests_and_watches()
    {
        var kube = await fixture.ClientAsync(new()
        {
            RequestTimeout = TimeSpan.FromSeconds(2),
            KeepAlivePingDelay = TimeSpan.FromSeconds(1),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(1),
        });
        var list = await kube.ListAsync(KubeResources.ConfigMaps, new(_namespace), Limit);
        var watch = Assert.ThrowsAsync<KubernetesException>(async () =>
        {
            await foreach (var _ in kube.WatchAsync(KubeResources.ConfigMaps, new(_namespace), list.ResourceVersion, Limit))
            {
            }
        });
        await kube.ReadAsync(KubeResources.ConfigMaps, new(_namespace, "first"), Limit);
        _cluster!.ApiServer.Process.Send(Signal.Stop);
        try
        {
            var error = await Assert.ThrowsAsync<KubernetesException>(() => kube.ReadAsync(KubeResources.ConfigMaps, new(_namespace, "first"), Limit));
            Assert.True(error.Reason is StatusReason.Timeout or StatusReason.Unreachable, error.Message);
            Assert.Equal(StatusReason.Unreachable, (await watch.WaitAsync(TimeSpan.FromSeconds(20))).Reason);
        }
        finally
        {
            _cluster.ApiServer.Process.Send(Signal.Continue);
        }

        await Eventually.TrueAsync(async () => await kube.TryReadAsync(KubeResources.ConfigMaps, new(_namespace, "first"), Limit) is not null);
    }

    private Task<V1ConfigMap> CreateAsync(string name) =>
        _kube!.CreateAsync(KubeResources.ConfigMaps, new V1ConfigMap(new(name, _namespace), new Dictionary<string, string> { ["a"] = "b" }), Limit);

    private bool Has(string name) => _cache.Get(new(_namespace, name)) is not null;
}
