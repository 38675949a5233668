using System.Text.Json.Nodes;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Swarm.Api;

public sealed class ReschedulingTests
{
    [Fact]
    public async Task Container_that_asks_for_it_moves_off_a_dead_engine_and_its_old_copy_goes_when_the_engine_is_back()
    {
        SimulatedEngine[] engines = [Engine("engine-0"), Engine("engine-1")];
        await using var manager = await RunningManager.StartAsync(engines);
        await RunAsync(manager, "moves", "reschedule:on-node-failure");
        await RunAsync(manager, "stays", "reschedule:off", "constraint:node==" + NodeOf(manager, "moves").Options.Name);
        var (dead, other) = NodeOf(manager, "moves") == engines[0] ? (engines[0], engines[1]) : (engines[1], engines[0]);
        var swarmId = await SwarmIdAsync(manager);

        dead.Fault = SimulatedFault.Drop;
        manager.Host.Cut(dead);
        await manager.UntilAsync(() => Task.FromResult(other.Containers.Any(container => container is { Name: "moves", Status: "running" })));
        Assert.Equal(swarmId, await SwarmIdAsync(manager));
        Assert.DoesNotContain(other.Containers, container => container.Name == "stays");

        dead.Fault = SimulatedFault.None;
        await manager.UntilAsync(() => Task.FromResult(dead.Containers.All(container => container.Name != "moves")));
        Assert.Single(dead.Containers, container => container.Name == "stays");
        Assert.Single(other.Containers, container => container.Name == "moves");
    }

    private static SimulatedEngine Engine(string name)
    {
        var engine = new SimulatedEngine(new() { Name = name });
        engine.AddImage("app:1");
        return engine;
    }

    private static async Task RunAsync(RunningManager manager, string name, params string[] environment)
    {
        var body = new JsonObject { ["Image"] = "app:1", ["Env"] = new JsonArray([.. environment.Select(entry => (JsonNode)entry)]) };
        Assert.Equal(System.Net.HttpStatusCode.Created, (await manager.PostAsync($"/containers/create?name={name}", body.ToJsonString())).Status);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await manager.PostAsync($"/containers/{name}/start")).Status);
    }

    private static SimulatedEngine NodeOf(RunningManager manager, string name) =>
        manager.Engines.Single(engine => engine.Containers.Any(container => container.Name == name));

    private static async Task<string> SwarmIdAsync(RunningManager manager)
    {
        string? id = null;
        await manager.UntilAsync(async () =>
        {
            var listed = (await manager.GetAsync("/containers/json?filters=" + Uri.EscapeDataString("""{"name":["moves"]}"""))).AsArray();
            id = listed.Count == 1 ? listed[0]!["Labels"]!["com.docker.swarm.id"]!.GetValue<string>() : null;
            return id is not null;
        });
        return id!;
    }
}
