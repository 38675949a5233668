using System.Net;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Swarm.Api;

public sealed class ConcurrentCreateTests
{
    private const int Engines = 100;
    private const int Clients = 256;

    [Fact]
    public async Task Port_is_given_out_once_an_engine_when_256_clients_ask_at_once()
    {
        await using var manager = await RunningManager.StartAsync(Fleet());

        var statuses = await AskAsync(manager, """{"Image":"app:1","HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":"8080"}]}}}""");

        Assert.Equal((Engines, Clients - Engines), (statuses.Count(status => status == HttpStatusCode.Created), statuses.Count(status => status == HttpStatusCode.InternalServerError)));
        Assert.All(manager.Engines, engine => Assert.Single(engine.Containers));
    }

    [Fact]
    public async Task Memory_and_slots_are_never_given_out_twice_when_256_clients_ask_at_once()
    {
        await using var manager = await RunningManager.StartAsync(Fleet("containerslots=2"));

        var statuses = await AskAsync(manager, """{"Image":"app:1","HostConfig":{"Memory":700000000}}""");

        Assert.Equal(Engines, statuses.Count(status => status == HttpStatusCode.Created));
        Assert.All(manager.Engines, engine => Assert.Single(engine.Containers));
    }

    [Fact]
    public async Task Name_goes_to_one_of_all_who_ask_at_once()
    {
        await using var manager = await RunningManager.StartAsync(Fleet());

        var statuses = await AskAsync(manager, """{"Image":"app:1"}""", "?name=wanted");

        Assert.Equal((1, Clients - 1), (statuses.Count(status => status == HttpStatusCode.Created), statuses.Count(status => status == HttpStatusCode.Conflict)));
    }

    [Fact]
    public async Task Anti_affinity_holds_among_containers_that_are_only_on_their_way()
    {
        await using var manager = await RunningManager.StartAsync(Fleet());

        var statuses = await AskAsync(manager, """{"Image":"app:1","Env":["affinity:role!=db"],"Labels":{"role":"db"}}""");

        Assert.Equal(Engines, statuses.Count(status => status == HttpStatusCode.Created));
        Assert.All(manager.Engines, engine => Assert.Single(engine.Containers));
    }

    private static List<SimulatedEngine> Fleet(params string[] labels) => [.. Enumerable.Range(0, Engines).Select(number =>
    {
        var engine = new SimulatedEngine(new() { Name = $"engine-{number}", Memory = 1_000_000_000, Labels = labels, CreateDelay = TimeSpan.FromMilliseconds(5) });
        engine.AddImage("app:1");
        return engine;
    })];

    private static Task<HttpStatusCode[]> AskAsync(RunningManager manager, string json, string query = "") =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ => (await manager.PostAsync("/v1.41/containers/create" + query, json)).Status));
}
