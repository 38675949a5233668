using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Placing;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>The routes of volumes (swarm.md 5.4).</summary>
internal sealed class VolumeHandlers(ManagerContext manager)
{
    private const int NameBytes = 32;

    /// <summary>GET /volumes.</summary>
    public Task ListAsync(ApiCall call) => call.ReplyJsonAsync(200, VolumeViews.List(manager.Cluster, call.Filters()));

    /// <summary>GET /volumes/{name}.</summary>
    public Task InspectAsync(ApiCall call)
    {
        var placed = VolumeViews.Find(manager.Cluster, call.Name) ?? throw ApiException.NotFound($"No such volume: {call.Name}");
        return call.ReplyJsonAsync(200, VolumeViews.Write(placed.Volume, placed.DisplayName));
    }

    /// <summary>
    /// POST /volumes/create: on the engine that the name begins with, on those of a whitelist, or, as classic Swarm has it, on every engine; a driver whose
    /// volumes span engines is asked once.
    /// </summary>
    public async Task CreateAsync(ApiCall call)
    {
        var body = await call.ReadObjectAsync();
        var name = body["Name"]?.GetValue<string>() is { Length: > 0 } given ? given : RandomNumberGenerator.GetHexString(NameBytes * 2, lowercase: true);
        var engines = Targets(body, name);
        body["Name"] = engines is [var only] ? CreateSpec.StripEngine(name, only.Name) : name;
        var results = await FanOut.RunAsync(engines, async (engine, ct) =>
        {
            var reply = await EngineRequests.JsonAsync(call, engine, HttpMethod.Post, "/volumes/create", call.Path.Query, body, ct);
            await manager.Refresher.RefreshResourcesAsync(engine, ct);
            return reply;
        }, CancellationToken.None);
        if (FanOut.ErrorOf(results) is { } error)
        {
            throw error;
        }

        await call.ReplyJsonAsync(201, results[0].Value!);
    }

    /// <summary>DELETE /volumes/{name}: on every engine that has it.</summary>
    public async Task RemoveAsync(ApiCall call)
    {
        var named = VolumeViews.Named(manager.Cluster, call.Name);
        if (named.Count == 0)
        {
            throw ApiException.NotFound($"No such volume: {call.Name}");
        }

        var results = await FanOut.RunAsync([.. named.Select(placed => placed.Engine)], async (engine, ct) =>
        {
            var bare = named.First(placed => placed.Engine.Address == engine.Address).Volume.Name;
            var reply = await EngineRequests.JsonAsync(call, engine, HttpMethod.Delete, $"/volumes/{Uri.EscapeDataString(bare)}", call.Path.Query, null, ct);
            await manager.Refresher.RefreshResourcesAsync(engine, ct);
            return reply;
        }, CancellationToken.None);
        if (FanOut.ErrorOf(results) is { } error)
        {
            throw error;
        }

        await call.ReplyAsync(204);
    }

    private List<EngineView> Targets(JsonObject body, string name)
    {
        var engines = manager.Cluster.Validated.Where(engine => engine.Health == EngineHealth.Healthy).ToList();
        if (engines.Count == 0)
        {
            throw new ApiException(500, "No healthy node available in the cluster");
        }

        if (engines.Find(engine => name.StartsWith(engine.Name + "/", StringComparison.Ordinal)) is { } named)
        {
            return [named];
        }

        var whitelists = SchedulingLabels.Take(body).Whitelists;
        var allowed = engines.Where(engine => whitelists.All(text => text[(text.IndexOf('=', StringComparison.Ordinal) + 1)..].TrimStart('=', '~').Split('|').Contains(engine.Name))).ToList();
        if (allowed.Count == 0)
        {
            throw new ApiException(500, $"Unable to find a node that satisfies the following conditions \n[{string.Join(' ', whitelists)}]");
        }

        return body["Driver"]?.GetValue<string>() is null or "" or "local" ? allowed : [allowed[0]];
    }
}
