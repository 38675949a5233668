using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Engine;
using Mooring.Fleet;
using Mooring.Fleet.Snapshots;
using Mooring.Tests.Fakes;
using Mooring.Tests.Integration.Engine;
using Mooring.Tests.Testbed.Hosts;

namespace Mooring.Tests.Integration.Fleet;

/// <summary>The fleet's cache against real engines and what befalls them.</summary>
[Collection(EnginesGroup.Name)]
public sealed class RealFleetTests(EnginesFixture engines) : IAsyncLifetime
{
    private static readonly ProbeOptions Fast = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), FailureThreshold: 2, SuccessThreshold: 2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly EngineFleet _fleet = NewFleet();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Death_of_a_container_is_in_the_cache_at_once(EngineRelease release)
    {
        var host = await WatchAsync(release);
        var id = await RunAsync(host, "dies");
        await Eventually.TrueAsync(() => Container(id)?.State == "running", Patience);
        using var deadline = new CancellationTokenSource(Patience);
        var told = FirstAsync("die", deadline.Token);

        await host.DockerAsync(["kill", "dies"]);
        await told;
        var since = Stopwatch.StartNew();
        await Eventually.TrueAsync(() => Container(id)?.State == "exited");
        var took = since.Elapsed;

        await host.DockerAsync(["rm", "dies"]);
        await Eventually.TrueAsync(() => Container(id) is null);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task List_of_an_engine_that_did_not_change_inspects_nothing(EngineRelease release)
    {
        var host = await WatchAsync(release);
        var id = await RunAsync(host, "still", "-p", "18081:80", "--health-cmd", "true", "--health-interval", "1s");
        await Eventually.TrueAsync(() => Container(id)?.Health == "healthy", Patience);
        var before = Container(id);

        await _fleet.RefreshAsync("e", default);
        var after = Container(id);
        await host.DockerAsync(["rm", "-f", "still"]);

        Assert.Same(before, after);
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Killed_engine_is_noticed_and_its_containers_are_found_again(EngineRelease release)
    {
        var host = await WatchAsync(release);
        var (stays, goes) = (await RunAsync(host, "stays", "--restart=always"), await RunAsync(host, "goes"));
        await Eventually.TrueAsync(() => Container(stays)?.State == "running" && Container(goes)?.State == "running", Patience);
        var started = Container(stays)!.StartedAt;

        await host.KillAsync();
        await Eventually.TrueAsync(() => Now is { State: EngineState.Unhealthy, LastError: DockerConnectionException { Fault: ConnectionFault.Refused } }, Patience);
        await host.StartAsync();
        await Eventually.TrueAsync(() => Now.State == EngineState.Healthy, Patience);
        await Eventually.TrueAsync(() => Container(stays) is { State: "running" } again && again.StartedAt > started && Container(goes)?.State == "exited", Patience);

        await host.DockerAsync(["rm", "-f", "stays", "goes"]);
        await Eventually.TrueAsync(() => Now.Containers.Count == 0, Patience);
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Hung_engine_is_noticed_and_believed_again_when_it_answers(EngineRelease release)
    {
        var host = await WatchAsync(release);

        host.Hang();
        await Eventually.TrueAsync(() => Now is { State: EngineState.Unhealthy, LastError: DockerConnectionException { Fault: ConnectionFault.ResponseTimeout or ConnectionFault.ConnectTimeout } }, Patience);
        host.Resume();
        await Eventually.TrueAsync(() => Now is { State: EngineState.Healthy, LastError: null }, Patience);

        var id = await RunAsync(host, "after");
        await Eventually.TrueAsync(() => Container(id)?.State == "running", Patience);
        await host.DockerAsync(["rm", "-f", "after"]);
    }

    [RealFact]
    public async Task What_happened_behind_a_partition_is_known_soon_after_it_heals()
    {
        var host = await WatchAsync(EngineRelease.Installed);
        var (dies, goes) = (await RunAsync(host, "dies"), await RunAsync(host, "goes"));
        await Eventually.TrueAsync(() => Container(dies)?.State == "running" && Container(goes)?.State == "running", Patience);

        await host.PartitionAsync();
        await host.DockerAsync(["kill", "dies"]);
        await host.DockerAsync(["rm", "-f", "goes"]);
        var born = await RunAsync(host, "born");
        await Eventually.TrueAsync(() => Now.State == EngineState.Unhealthy, Patience);
        Assert.Equal("running", Container(dies)?.State);
        await host.HealAsync();
        await Eventually.TrueAsync(() => Now.State == EngineState.Healthy, Patience);
        var healed = Stopwatch.StartNew();
        await Eventually.TrueAsync(() => Container(dies)?.State == "exited" && Container(goes) is null && Container(born)?.State == "running", Patience);

        await host.DockerAsync(["rm", "-f", "dies", "born"]);
        Assert.InRange(healed.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static EngineFleet NewFleet() => new(new FleetOptions { LongestBackoff = TimeSpan.FromSeconds(1) }, TimeProvider.System, NullLoggerFactory.Instance);

    private EngineSnapshot Now => _fleet.Find("e")!;

    private async Task<string> RunAsync(DockerHost host, string name, params string[] options)
    {
        var image = (await engines.StartAsync()).Registry.Image("demo/shell", "1");
        return await host.DockerAsync(["run", "-d", "--name", name, .. options, image, "sleep", "600"]);
    }

    private async Task FirstAsync(string action, CancellationToken ct)
    {
        await foreach (var item in _fleet.EventsAsync(ct))
        {
            if (item.Message is { Type: "container" } message && message.Action == action)
            {
                return;
            }
        }
    }

    private ContainerSnapshot? Container(string id) => Now.Containers.GetValueOrDefault(id);

    private async Task<DockerHost> WatchAsync(EngineRelease release)
    {
        var host = await engines.HostAsync(release);
        await _fleet.SetAsync(new("e", host.Endpoint, await engines.CredentialsAsync()) { Probe = Fast }, default);
        await Eventually.TrueAsync(() => Now is { IsSynced: true, State: EngineState.Healthy }, Patience);
        return host;
    }
}
