using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Api;

/// <summary>The routes of exec. Which engine an exec is on is remembered from its creation; engines are asked about those made elsewhere.</summary>
internal sealed class ExecHandlers(ManagerContext manager)
{
    private const int Remembered = 65536;
    private readonly ConcurrentDictionary<string, string> _addresses = [];
    private readonly ConcurrentQueue<string> _oldest = [];

    /// <summary>POST /containers/{name}/exec.</summary>
    public async Task CreateAsync(ApiCall call)
    {
        var body = await call.ReadObjectAsync();
        if (body["Cmd"] is not JsonArray { Count: > 0 })
        {
            throw ApiException.BadRequest("No exec command specified");
        }

        var (engine, container) = manager.FindHealthy(call.Name);
        var reply = await EngineRequests.JsonAsync(call, engine, HttpMethod.Post, $"/containers/{container.Id}/exec", call.Path.Query, body, call.Aborted);
        Remember(reply?["Id"]?.GetValue<string>() ?? "", engine.Address);
        await call.ReplyJsonAsync(201, reply!);
    }

    /// <summary>POST /exec/{id}/start: once, with a connection joined unless the exec is detached.</summary>
    public async Task StartAsync(ApiCall call)
    {
        var engine = await FindAsync(call);
        var bytes = await call.ReadBodyAsync();
        var body = bytes.Length == 0 ? [] : JsonNode.Parse(bytes) as JsonObject ?? [];
        if (body["Detach"]?.GetValue<bool>() != true)
        {
            await Hijack.JoinAsync(call, engine, $"/exec/{call.Name}/start", call.Path.Query, bytes);
            return;
        }

        var reply = await EngineRequests.JsonAsync(call, engine, HttpMethod.Post, $"/exec/{call.Name}/start", call.Path.Query, body, call.Aborted);
        await (reply is null ? call.ReplyAsync(200) : call.ReplyJsonAsync(200, reply));
    }

    /// <summary>GET /exec/{id}/json, POST /exec/{id}/resize.</summary>
    public Handler Pass(string suffix) => async call => await Proxy.ForwardAsync(call, await FindAsync(call), $"/exec/{call.Name}{suffix}", call.Path.Query);

    private async Task<EngineView> FindAsync(ApiCall call)
    {
        if (_addresses.TryGetValue(call.Name, out var address) && manager.Cluster.FindEngine(address) is { } known)
        {
            return known;
        }

        var owner = manager.Cluster.Containers.FirstOrDefault(placed => placed.Container.Inspected.ExecIDs?.Contains(call.Name) == true)?.Engine
            ?? await AskAsync(call)
            ?? throw ApiException.NotFound("Exec id not found");
        Remember(call.Name, owner.Address);
        return owner;
    }

    private async Task<EngineView?> AskAsync(ApiCall call)
    {
        var engines = manager.Cluster.Validated.Where(engine => engine.Health == EngineHealth.Healthy).ToList();
        var path = $"/exec/{Uri.EscapeDataString(call.Name)}/json";
        var answers = await FanOut.RunAsync(engines, (engine, ct) => EngineRequests.JsonAsync(call, engine, HttpMethod.Get, path, "", null, ct), call.Aborted);
        return answers.FirstOrDefault(answer => answer.Value is not null)?.Engine;
    }

    private void Remember(string id, string address)
    {
        if (_addresses.TryAdd(id, address))
        {
            _oldest.Enqueue(id);
        }

        while (_oldest.Count > Remembered && _oldest.TryDequeue(out var oldest))
        {
            _addresses.TryRemove(oldest, out _);
        }
    }
}
