using Mooring.Engine;
using Mooring.Fleet.Snapshots;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Fleet;

/// <summary>What the cache knows, and how soon.</summary>
public sealed class EngineFleetTests
{
    [Fact]
    public async Task Engine_becomes_healthy_with_its_facts_and_objects()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();

        var now = fixture.Now;
        Assert.Equal(("sim1", "28.5.2", "1.51", 4, 8L << 30), (now.Facts!.Name, now.Facts.Version, now.Facts.ApiVersion.ToString(), now.Facts.Cpus, now.Facts.Memory));
        Assert.Equal(("a", "bad"), (now.Facts.Labels["zone"], Assert.Single(now.Facts.MalformedLabels)));
        Assert.Equal(["app:latest"], Assert.Single(now.Images).RepoTags);
        Assert.Equal(["bridge", "host", "none"], now.Networks.Select(network => network.Name));
        Assert.InRange(now.ClockSkew, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Container_that_was_there_before_is_known_whole()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        var id = await fixture.RunAsync("web", 8080);

        await Eventually.TrueAsync(() => fixture.Container(id)?.State == "running");

        var container = fixture.Container(id)!;
        Assert.Equal(("web", "app", "running", 64 << 20), (container.Name, container.Image, container.State, container.Resources.Memory));
        Assert.Equal(new PublishedPort(80, "tcp", "0.0.0.0", "8080"), Assert.Single(container.Ports));
        Assert.Equal(new PublishedPort(80, "tcp", "", "8080"), Assert.Single(container.PortBindings));
        Assert.StartsWith("172.17.", Assert.Single(container.Networks).IPAddress, StringComparison.Ordinal);
        Assert.Equal("p1", container.Labels["mooring.dev/placement"]);
    }

    [Theory]
    [InlineData("die", "exited 3")]
    [InlineData("health", "running unhealthy")]
    [InlineData("pause", "paused")]
    [InlineData("remove", "gone")]
    [InlineData("rename", "running as web2")]
    public async Task Change_on_the_host_is_in_the_cache_at_once(string what, string expected)
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        var id = await fixture.RunAsync("web");
        await Eventually.TrueAsync(() => fixture.Container(id)?.State == "running");

        var engine = fixture.Engine;
        Action happen = what switch
        {
            "die" => () => engine.Die("web", 3),
            "health" => () => engine.SetHealth("web", "unhealthy"),
            "pause" => () => engine.Pause(engine.Find("web"), true),
            "remove" => () => engine.Remove(engine.Find("web"), true),
            _ => () => engine.Rename(engine.Find("web"), "web2"),
        };
        happen();

        await Eventually.TrueAsync(() => Describe(fixture.Container(id)) == expected, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Images_networks_and_volumes_follow_their_events()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();

        fixture.Engine.AddImage("other:2");
        fixture.Engine.AddNetwork("net1", "bridge", []);
        fixture.Engine.AddVolume("vol1", []);
        await Eventually.TrueAsync(() => fixture.Now is { Images.Count: 2, Networks.Count: 4, Volumes.Count: 1 });

        fixture.Engine.RemoveImage("other:2", false);
        fixture.Engine.RemoveNetwork("net1");
        fixture.Engine.RemoveVolume("vol1");
        await Eventually.TrueAsync(() => fixture.Now is { Images.Count: 1, Networks.Count: 3, Volumes.Count: 0 });
    }

    [Fact]
    public async Task Own_action_is_in_the_cache_when_the_refresh_returns()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        var id = await fixture.RunAsync("web");

        Assert.Equal("running", (await fixture.Fleet.RefreshContainerAsync("e1", id, default))?.State);
        await fixture.Client.Containers.RemoveContainerAsync(id, new() { Force = true }, default);
        Assert.Null(await fixture.Fleet.RefreshContainerAsync("e1", id, default));
        Assert.Empty(fixture.Now.Containers);
    }

    [Fact]
    public async Task Containers_that_did_not_change_are_not_inspected_again_by_a_list()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        for (var i = 0; i < 5; i++)
        {
            await fixture.RunAsync($"web{i}", 8080 + i);
        }

        await Eventually.TrueAsync(() => fixture.Now.Containers.Values.Count(container => container.State == "running") == 5);
        await fixture.Fleet.RefreshAsync("e1", default);
        var before = fixture.Now;
        var inspections = fixture.Engine.Requests.Count("GET /containers/") - fixture.Engine.Requests.Count("GET /containers/json");

        await fixture.Fleet.RefreshAsync("e1", default);

        Assert.Equal(inspections, fixture.Engine.Requests.Count("GET /containers/") - fixture.Engine.Requests.Count("GET /containers/json"));
        Assert.All(before.Containers.Values, container => Assert.Same(container, fixture.Container(container.ID)));
    }

    [Fact]
    public async Task What_happened_while_the_stream_was_down_is_found_by_the_list()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        var (stays, dies, restarts) = (await fixture.RunAsync("stays"), await fixture.RunAsync("dies"), await fixture.RunAsync("restarts"));
        await Eventually.TrueAsync(() => fixture.Now.Containers.Values.Count(container => container.State == "running") == 3);
        var started = fixture.Container(restarts)!.StartedAt;

        fixture.Engine.Fault = SimulatedFault.Drop;
        fixture.Host.Cut(fixture.Engine);
        await Eventually.TrueAsync(() => fixture.Now.LastError is not null);
        fixture.Engine.Die("dies", 9);
        fixture.Engine.Remove(fixture.Engine.Find("stays"), true);
        fixture.Engine.Stop(fixture.Engine.Find("restarts"));
        fixture.Engine.Start(fixture.Engine.Find("restarts"));
        fixture.Engine.Events.Forget();
        fixture.Engine.Fault = SimulatedFault.None;

        await Eventually.TrueAsync(() => fixture.Container(stays) is null && fixture.Container(dies)?.ExitCode == 9);
        await Eventually.TrueAsync(() => fixture.Now.LastError is null);
    }

    [Fact]
    public async Task Registration_with_another_endpoint_starts_over()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        var other = new SimulatedEngine(new() { Name = "sim2" });
        await using var host = await SimulatedHost.StartAsync(other);
        var client = fixture.Client;

        await fixture.Fleet.SetAsync(fixture.Registration, default);
        Assert.Same(client, fixture.Client);
        await fixture.Fleet.SetAsync(fixture.Registration with { Endpoint = host.Endpoints[0] }, default);

        await Eventually.TrueAsync(() => fixture.Now is { IsSynced: true, Facts.Name: "sim2" });
        await Assert.ThrowsAsync<DockerConnectionException>(() => client.System.PingAsync(default));
        await fixture.Fleet.RemoveAsync("e1", default);
        Assert.Null(fixture.Fleet.Find("e1"));
        await Eventually.TrueAsync(() => other.Events.Listeners == 0);
    }

    private static string Describe(ContainerSnapshot? container) => container switch
    {
        null => "gone",
        { State: "exited" } => $"exited {container.ExitCode}",
        { Name: not "web" } => $"{container.State} as {container.Name}",
        _ => $"{container.State} {container.Health}".Trim(),
    };
}
