using Mooring.Engine;
using Mooring.Fleet.Snapshots;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Fleet;

/// <summary>When an engine counts as there.</summary>
public sealed class ProbeTests
{
    [Theory]
    [InlineData(SimulatedFault.Hang, ConnectionFault.ResponseTimeout)]
    [InlineData(SimulatedFault.Drop, ConnectionFault.Closed)]
    [InlineData(SimulatedFault.Fail, null)]
    public async Task Healthy_engine_turns_unhealthy_at_the_threshold_and_comes_back(SimulatedFault fault, ConnectionFault? cause)
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        var id = await fixture.RunAsync("web");
        await Eventually.TrueAsync(() => fixture.Container(id)?.State == "running");

        fixture.Engine.Fault = fault;
        fixture.Host.Cut(fixture.Engine);
        await Eventually.TrueAsync(() => fixture.Now.ConsecutiveFailures > 0);
        Assert.True(fixture.Now.State == EngineState.Healthy || fixture.Now.ConsecutiveFailures >= FleetFixture.Fast.FailureThreshold);
        await Eventually.TrueAsync(() => fixture.Now.State == EngineState.Unhealthy);

        Assert.True(fixture.Now.ConsecutiveFailures >= FleetFixture.Fast.FailureThreshold);
        Assert.Equal(cause, (fixture.Now.LastError as DockerConnectionException)?.Fault);
        Assert.Equal("running", fixture.Container(id)?.State);

        fixture.Engine.Fault = SimulatedFault.None;
        await Eventually.TrueAsync(() => fixture.Now is { State: EngineState.Healthy, LastError: null });
    }

    [Fact]
    public async Task Engine_that_was_never_reached_is_pending_with_the_reason_and_down_at_the_threshold()
    {
        await using var fixture = await FleetFixture.StartAsync(engine => engine.Fault = SimulatedFault.Fail);
        var told = fixture.Fleet.ChangesAsync(default).FirstAsync(change => change.After is { IsDown: true }).AsTask();

        await Eventually.TrueAsync(() => fixture.Now.ConsecutiveFailures > 4);

        Assert.Equal((EngineState.Pending, "simulated failure"), (fixture.Now.State, fixture.Now.LastError?.Message));
        Assert.True((await told).After!.ConsecutiveFailures >= FleetFixture.Fast.FailureThreshold);
        fixture.Engine.Fault = SimulatedFault.None;
        await Eventually.TrueAsync(() => fixture.Now is { State: EngineState.Healthy, IsSynced: true, IsDown: false });
    }

    [Fact]
    public async Task Engine_without_a_common_api_version_is_named_as_such()
    {
        var engine = new SimulatedEngine(new() { Name = "old", ApiVersion = "1.40", MinApiVersion = "1.12" });
        await using var host = await SimulatedHost.StartAsync(engine);
        await using var fixture = await FleetFixture.StartAsync();

        await fixture.Fleet.SetAsync(new("old", host.Endpoints[0]) { Probe = FleetFixture.Fast }, default);

        await Eventually.TrueAsync(() => fixture.Fleet.Find("old")!.LastError is DockerApiVersionException { EngineIsTooOld: true });
    }

    [Fact]
    public async Task Dead_and_hung_engines_delay_no_other()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        var hung = new SimulatedEngine(new() { Name = "hung" }) { Fault = SimulatedFault.Hang };
        await using var host = await SimulatedHost.StartAsync(hung);
        for (var i = 0; i < 50; i++)
        {
            await fixture.Fleet.SetAsync(new($"hung{i}", host.Endpoints[0]) { Probe = FleetFixture.Fast }, default);
            await fixture.Fleet.SetAsync(new($"dead{i}", new("tcp://127.0.0.1:1")) { Probe = FleetFixture.Fast }, default);
        }

        var id = await fixture.RunAsync("web");

        await Eventually.TrueAsync(() => fixture.Container(id)?.State == "running", TimeSpan.FromSeconds(2));
        await Eventually.TrueAsync(() => fixture.Fleet.Find("dead7")?.LastError is DockerConnectionException { Fault: ConnectionFault.Refused });
        Assert.Equal((EngineState.Healthy, 0), (fixture.Now.State, fixture.Now.ConsecutiveFailures));
    }

    [Fact]
    public async Task Idle_engine_is_only_pinged()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        await fixture.RunAsync("web");
        await Eventually.TrueAsync(() => fixture.Now.Containers.Count == 1);
        await fixture.Fleet.RefreshAsync("e1", default);
        var (total, pings) = (fixture.Engine.Requests.Total, fixture.Engine.Requests.Count("GET /_ping"));

        await Eventually.TrueAsync(() => fixture.Engine.Requests.Count("GET /_ping") >= pings + 5);

        Assert.Equal(fixture.Engine.Requests.Total - total, fixture.Engine.Requests.Count("GET /_ping") - pings);
    }
}
