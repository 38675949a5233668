using System.Text.Json.Nodes;
using Mooring.Scheduling;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>The routes of networks (swarm.md 5.4).</summary>
internal sealed class NetworkHandlers(ManagerContext manager)
{
    /// <summary>GET /networks.</summary>
    public Task ListAsync(ApiCall call) => call.ReplyJsonAsync(200, NetworkViews.List(manager.Cluster, call.Filters()));

    /// <summary>GET /networks/{name}.</summary>
    public Task InspectAsync(ApiCall call) => call.ReplyJsonAsync(200, NetworkViews.Inspect(manager.Cluster, Find(call.Name)));

    /// <summary>POST /networks/create: on the engine that the name begins with, else on one that the scheduler picks.</summary>
    public async Task CreateAsync(ApiCall call)
    {
        var body = await call.ReadObjectAsync();
        var name = body["Name"]?.GetValue<string>() ?? "";
        var engine = manager.Cluster.Validated.FirstOrDefault(candidate => name.StartsWith(candidate.Name + "/", StringComparison.Ordinal))
            ?? manager.Placer.Pick(new Request());
        body["Name"] = Placing.CreateSpec.StripEngine(name, engine.Name);
        if (body["Driver"]?.GetValue<string>() is null or "")
        {
            body["Driver"] = "overlay";
        }

        var reply = await EngineRequests.JsonAsync(call, engine, HttpMethod.Post, "/networks/create", call.Path.Query, body, CancellationToken.None);
        await manager.Refresher.RefreshResourcesAsync(engine, CancellationToken.None);
        await call.ReplyJsonAsync(201, reply!);
    }

    /// <summary>POST /networks/{name}/connect: on the container's engine.</summary>
    public async Task ConnectAsync(ApiCall call)
    {
        var (body, placed, network) = await ReadAsync(call);
        await ChangeAsync(call, placed, network, "connect", body);
        await call.ReplyAsync(200);
    }

    /// <summary>POST /networks/{name}/disconnect: on the container's engine; by force on another when that one is gone and the network spans both.</summary>
    public async Task DisconnectAsync(ApiCall call)
    {
        var (body, placed, network) = await ReadAsync(call);
        var other = body["Force"]?.GetValue<bool>() == true && !network.Local && placed.Engine.Health != EngineHealth.Healthy
            ? manager.Cluster.Validated.FirstOrDefault(engine => engine.Health == EngineHealth.Healthy && engine.Networks.Any(known => known.ID == network.Network.ID))
            : null;
        if (other is not null)
        {
            body["Container"] = placed.Container.Name;
        }

        await ChangeAsync(call, other is null ? placed : placed with { Engine = other }, network, "disconnect", body);
        await call.ReplyAsync(204);
    }

    /// <summary>DELETE /networks/{name}.</summary>
    public async Task RemoveAsync(ApiCall call)
    {
        var network = Find(call.Name);
        var holders = manager.Cluster.Validated
            .Where(engine => engine.Networks.Any(known => known.ID == network.Network.ID))
            .OrderByDescending(engine => engine.Health == EngineHealth.Healthy)
            .ToList();
        await EngineRequests.JsonAsync(
            call, holders.FirstOrDefault() ?? network.Engine, HttpMethod.Delete, $"/networks/{network.Network.ID}", call.Path.Query, null, CancellationToken.None);
        await Task.WhenAll(holders.Select(engine => manager.Refresher.RefreshResourcesAsync(engine, CancellationToken.None)));
        await call.ReplyAsync(204);
    }

    private PlacedNetwork Find(string reference) =>
        NetworkViews.Find(manager.Cluster, reference) ?? throw ApiException.NotFound($"No such network: {reference}");

    private async Task<(JsonObject Body, Placed Container, PlacedNetwork Network)> ReadAsync(ApiCall call)
    {
        var body = await call.ReadObjectAsync();
        var reference = body["Container"]?.GetValue<string>() ?? "";
        if (reference.Length == 0)
        {
            throw ApiException.BadRequest("Container is not specified");
        }

        var placed = manager.Find(reference);
        body["Container"] = placed.Container.Id;
        // A bare name that several engines have means the one of the container's engine.
        var network = placed.Engine.Networks.Select(known => new PlacedNetwork(placed.Engine, known)).FirstOrDefault(known => known.IsNamed(call.Name)) ?? Find(call.Name);
        return (body, placed, network);
    }

    private async Task ChangeAsync(ApiCall call, Placed placed, PlacedNetwork network, string verb, JsonObject body)
    {
        await EngineRequests.JsonAsync(call, placed.Engine, HttpMethod.Post, $"/networks/{network.Network.ID}/{verb}", call.Path.Query, body, CancellationToken.None);
        await manager.Refresher.RefreshContainerAsync(placed.Engine, placed.Container.Id, CancellationToken.None);
        await manager.Refresher.RefreshResourcesAsync(placed.Engine, CancellationToken.None);
    }
}
