using System.Text.Json.Nodes;
using Mooring.Scheduling;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>The routes of the manager itself and those that any engine, or all, can answer.</summary>
internal sealed class SystemHandlers(ManagerContext manager, Func<ManagerRole> role, Func<int> eventListeners, Func<string, string?> environment)
{
    private static readonly string[] PruneLists = ["ContainersDeleted", "ImagesDeleted", "VolumesDeleted", "NetworksDeleted", "CachesDeleted"];
    private static readonly string[] UsageLists = ["Images", "Containers", "Volumes", "BuildCache"];

    /// <summary>GET and HEAD /_ping.</summary>
    public static Task PingAsync(ApiCall call)
    {
        call.Context.Response.Headers.CacheControl = "no-cache, no-store, must-revalidate";
        call.Context.Response.Headers.Pragma = "no-cache";
        return call.ReplyTextAsync(200, "OK");
    }

    /// <summary>GET /info.</summary>
    public Task InfoAsync(ApiCall call) => call.ReplyJsonAsync(
        200, InfoView.Create(manager.Cluster, manager.Facts, role(), eventListeners(), environment, manager.Clock.GetUtcNow()));

    /// <summary>GET /version.</summary>
    public Task VersionAsync(ApiCall call) => call.ReplyJsonAsync(200, VersionView.Create(ApiRange.Of(manager.Cluster), manager.Facts.Experimental));

    /// <summary>Passes a request on to the engine that the scheduler likes best.</summary>
    public async Task PassToOneAsync(ApiCall call) => await Proxy.ForwardAsync(call, manager.Placer.Pick(new Request()), call.Path.Path, call.Path.Query);

    /// <summary>POST /…/prune: on all healthy engines, with the lists joined and the space added up.</summary>
    public async Task PruneAsync(ApiCall call)
    {
        await call.ReadBodyAsync();
        var results = await OnAllAsync(call, HttpMethod.Post);
        var merged = new JsonObject();
        foreach (var list in PruneLists.Where(list => results.Any(result => result.Value?[list] is not null)))
        {
            merged[list] = Join(results, list);
        }

        merged["SpaceReclaimed"] = Sum(results, "SpaceReclaimed");
        await Task.WhenAll(results.Select(result => manager.Refresher.RefreshEngineAsync(result.Engine, CancellationToken.None)));
        await Task.WhenAll(results.Select(result => manager.Refresher.RefreshResourcesAsync(result.Engine, CancellationToken.None)));
        await call.ReplyJsonAsync(200, merged);
    }

    /// <summary>GET /system/df: the engines' usage put together.</summary>
    public async Task UsageAsync(ApiCall call)
    {
        var results = await OnAllAsync(call, HttpMethod.Get);
        var merged = new JsonObject { ["LayersSize"] = Sum(results, "LayersSize") };
        foreach (var list in UsageLists)
        {
            merged[list] = Join(results, list);
        }

        merged["BuilderSize"] = Sum(results, "BuilderSize");
        await call.ReplyJsonAsync(200, merged);
    }

    /// <summary>Any request that makes no sense for a cluster.</summary>
    public static Task RefuseAsync(ApiCall call) => throw new ApiException(501, "Not supported in clustering mode.");

    private async Task<IReadOnlyList<EngineResult<JsonNode>>> OnAllAsync(ApiCall call, HttpMethod method)
    {
        var engines = manager.Cluster.Validated.Where(engine => engine.Health == EngineHealth.Healthy).ToList();
        var results = await FanOut.RunAsync(
            engines, async (engine, ct) => await EngineRequests.JsonAsync(call, engine, method, call.Path.Path, call.Path.Query, null, ct) ?? new JsonObject(), call.Aborted);
        return FanOut.ErrorOf(results) is { } error ? throw error : results;
    }

    private static JsonArray Join(IReadOnlyList<EngineResult<JsonNode>> results, string list) =>
        [.. results.SelectMany(result => result.Value?[list] as JsonArray ?? []).Select(item => item?.DeepClone())];

    private static long Sum(IReadOnlyList<EngineResult<JsonNode>> results, string name) =>
        results.Sum(result => result.Value?[name] is JsonValue value && value.TryGetValue(out long number) ? number : 0);
}
