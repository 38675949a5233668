using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Fleet;
using Mooring.Fleet.Snapshots;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Fleet;

/// <summary>A fleet with one simulated engine, <c>e1</c>, that probes fast.</summary>
internal sealed class FleetFixture : IAsyncDisposable
{
    public static readonly ProbeOptions Fast = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), FailureThreshold: 3, SuccessThreshold: 2);

    private FleetFixture(SimulatedEngine engine, SimulatedHost host, FleetOptions options)
    {
        (Engine, Host) = (engine, host);
        Fleet = new(options, TimeProvider.System, NullLoggerFactory.Instance);
    }

    public SimulatedEngine Engine { get; }

    public SimulatedHost Host { get; }

    public EngineFleet Fleet { get; }

    public EngineSnapshot Now => Fleet.Find("e1")!;

    public IDockerClient Client => Fleet.Client("e1")!;

    public EngineRegistration Registration => new("e1", Host.Endpoints[0]) { Probe = Fast };

    public static async Task<FleetFixture> StartAsync(Action<SimulatedEngine>? prepare = null, FleetOptions? options = null)
    {
        var engine = new SimulatedEngine(new() { Name = "sim1", Labels = ["zone=a", "bad"] });
        engine.AddImage("app");
        prepare?.Invoke(engine);
        var fixture = new FleetFixture(engine, await SimulatedHost.StartAsync(engine), options ?? new() { LongestBackoff = TimeSpan.FromMilliseconds(300) });
        await fixture.Fleet.SetAsync(fixture.Registration, default);
        return fixture;
    }

    public static async Task<FleetFixture> StartSyncedAsync(Action<SimulatedEngine>? prepare = null)
    {
        var fixture = await StartAsync(prepare);
        await Eventually.TrueAsync(() => fixture.Now is { IsSynced: true, State: EngineState.Healthy });
        return fixture;
    }

    public async Task<string> RunAsync(string name, int port = 0)
    {
        var created = await Client.Containers.CreateContainerAsync(new()
        {
            Name = name,
            Image = "app",
            Labels = new Dictionary<string, string> { ["mooring.dev/placement"] = "p1" },
            HostConfig = new()
            {
                Memory = 64 << 20,
                PortBindings = port == 0 ? null : new Dictionary<string, IReadOnlyList<PortBinding>> { ["80/tcp"] = [new() { HostPort = $"{port}" }] },
            },
        }, default);
        await Client.Containers.StartContainerAsync(created.ID, default);
        return created.ID;
    }

    public ContainerSnapshot? Container(string id) => Now.Containers.GetValueOrDefault(id);

    public async ValueTask DisposeAsync()
    {
        await Fleet.DisposeAsync();
        await Host.DisposeAsync();
    }
}
