using System.Text.Json.Nodes;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>The routes of images that are on engines already (swarm.md 5.2 and 5.5).</summary>
internal sealed class ImageHandlers(ManagerContext manager)
{
    /// <summary>GET /images/json.</summary>
    public Task ListAsync(ApiCall call) => call.ReplyJsonAsync(200, ImageList.Create(manager.Cluster, call.Query, call.Filters()));

    /// <summary>GET /images/get?names=…: an engine that holds them all.</summary>
    public async Task SaveManyAsync(ApiCall call)
    {
        var names = call.Query.All("names").SelectMany(names => names.Split(',')).ToList();
        var engine = Healthy().FirstOrDefault(candidate => names.TrueForAll(name => Holds(candidate, name)))
            ?? throw ApiException.NotFound($"Unable to find a healthy engine containing all images: [{string.Join(' ', names)}]");
        await Proxy.ForwardAsync(call, engine, "/images/get", call.Path.Query);
    }

    /// <summary>Passes a request for an image on to an engine that holds it; to the next one while engines cannot be reached.</summary>
    public Handler Pass(string suffix) => async call =>
    {
        var holders = Healthy().Where(engine => Holds(engine, call.Name)).ToList();
        if (holders.Count == 0)
        {
            throw ApiException.NotFound($"No such image: {call.Name}");
        }

        for (var i = 0; ; i++)
        {
            try
            {
                await Proxy.ForwardAsync(call, holders[i], $"/images/{PathText(call.Name)}{suffix}", call.Path.Query);
                return;
            }
            catch (Mooring.Engine.DockerConnectionException) when (i < holders.Count - 1 && !call.Context.Response.HasStarted && !HasBody(call))
            {
                continue;
            }
        }
    };

    /// <summary>POST /images/{name}/push: an engine that holds that very tag.</summary>
    public async Task PushAsync(ApiCall call)
    {
        var reference = call.Query["tag"] is { Length: > 0 } tag ? $"{call.Name}:{tag}" : call.Name;
        var engine = Healthy().FirstOrDefault(candidate => Holds(candidate, reference)) ?? throw ApiException.NotFound($"No such image: {reference}");
        await Proxy.ForwardAsync(call, engine, $"/images/{PathText(call.Name)}/push", call.Path.Query);
    }

    /// <summary>POST /images/{name}/tag: on every engine that holds it.</summary>
    public async Task TagAsync(ApiCall call)
    {
        var results = await OnHoldersAsync(call, HttpMethod.Post, "/tag", $"No such image: {call.Name}");
        if (FanOut.ErrorOf(results) is { } error)
        {
            throw error;
        }

        await call.ReplyAsync(201);
    }

    /// <summary>DELETE /images/{name}: on every engine that holds it, with what each says put together.</summary>
    public async Task RemoveAsync(ApiCall call)
    {
        var results = await OnHoldersAsync(call, HttpMethod.Delete, "", $"No such image: {call.Name}");
        var removed = results.SelectMany(result => result.Value as JsonArray ?? []).Select(item => item!.DeepClone()).ToArray();
        if (FanOut.ErrorOf(results) is { } error)
        {
            throw error;
        }

        await call.ReplyJsonAsync(200, new JsonArray(removed));
    }

    private static bool HasBody(ApiCall call) => call.Context.Request.ContentLength > 0 || call.Context.Request.Headers.TransferEncoding.Count > 0;

    private static bool Holds(EngineView engine, string name) => engine.Images.Any(image => ImageReference.Names(image, name));

    // Slashes and colons of a reference belong to the path as they are.
    private static string PathText(string name) => Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);

    private IEnumerable<EngineView> Healthy() => manager.Cluster.Validated.Where(engine => engine.Health == EngineHealth.Healthy);

    private async Task<IReadOnlyList<EngineResult<JsonNode>>> OnHoldersAsync(ApiCall call, HttpMethod method, string suffix, string missing)
    {
        var holders = manager.Cluster.Validated.Where(engine => Holds(engine, call.Name)).ToList();
        if (holders.Count == 0)
        {
            throw ApiException.NotFound(missing);
        }

        return await FanOut.RunAsync(holders, async (engine, ct) =>
        {
            var reply = await EngineRequests.JsonAsync(call, engine, method, $"/images/{PathText(call.Name)}{suffix}", call.Path.Query, null, ct);
            await manager.Refresher.RefreshResourcesAsync(engine, ct);
            return reply ?? new JsonArray();
        }, CancellationToken.None);
    }
}
