using System.Text;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>The routes of containers (swarm.md 5.2 and 5.3).</summary>
internal sealed class ContainerHandlers(ManagerContext manager, CreateFlow creating, RefreshOptions refreshing)
{
    /// <summary>GET /containers/json.</summary>
    public async Task ListAsync(ApiCall call)
    {
        var filters = call.Filters();
        await refreshing.BeforeListAsync(manager, filters, call.Aborted);
        var chosen = new ContainerQuery(call.Query, filters).Select(manager.Cluster);
        call.Context.Response.ContentType = "application/json";
        if (call.Query.Bool("size"))
        {
            await call.ReplyJsonAsync(200, await ContainerSizes.WithSizesAsync(call, chosen, manager.Clock.GetUtcNow()));
            return;
        }

        await ContainerList.WriteAsync(call.Context.Response.BodyWriter, chosen, manager.Clock.GetUtcNow(), call.Aborted);
    }

    /// <summary>GET /containers/{name}/json: what the engine says now, and where it is.</summary>
    public async Task InspectAsync(ApiCall call)
    {
        var (engine, container) = manager.FindHealthy(call.Name);
        var json = await EngineRequests.JsonAsync(call, engine, HttpMethod.Get, PathOf(container, "/json"), call.Path.Query, null, call.Aborted);
        var details = json?.AsObject() ?? throw ApiException.NotFound($"No such container: {call.Name}");
        InspectView.Complete(details, engine);
        await call.ReplyJsonAsync(200, details);
    }

    /// <summary>POST /containers/create.</summary>
    public async Task CreateAsync(ApiCall call)
    {
        var reply = await creating.RunAsync(call, await call.ReadObjectAsync(), call.Query["name"]);
        await call.ReplyJsonAsync(201, reply);
    }

    /// <summary>POST /containers/{name}/start: 204 also when it ran already.</summary>
    public async Task StartAsync(ApiCall call)
    {
        // Clients older than API 1.24 send a host configuration that engines no longer take.
        await call.ReadBodyAsync();
        var (engine, container) = manager.Find(call.Name);
        await EngineRequests.JsonAsync(call, engine, HttpMethod.Post, PathOf(container, "/start"), call.Path.Query, null, call.Aborted);
        await manager.Refresher.RefreshContainerAsync(engine, container.Id, CancellationToken.None);
        await call.ReplyAsync(204);
    }

    /// <summary>POST /containers/{name}/rename: the name must be new to the whole cluster.</summary>
    public async Task RenameAsync(ApiCall call)
    {
        var (engine, container) = manager.Find(call.Name);
        var name = call.Query["name"].TrimStart('/');
        manager.Placer.HoldName(name);
        try
        {
            await EngineRequests.JsonAsync(call, engine, HttpMethod.Post, PathOf(container, "/rename"), call.Path.Query, null, call.Aborted);
            await manager.Refresher.RefreshContainerAsync(engine, container.Id, CancellationToken.None);
        }
        finally
        {
            manager.Placer.ReleaseName(name);
        }

        await call.ReplyAsync(204);
    }

    /// <summary>DELETE /containers/{name}; with <c>link=1</c> only the link goes.</summary>
    public async Task RemoveAsync(ApiCall call)
    {
        var (engine, container) = manager.Find(call.Name);
        var path = call.Query.Bool("link") ? "/containers/" + Uri.EscapeDataString(call.Name.TrimStart('/')) : PathOf(container, "");
        await EngineRequests.JsonAsync(call, engine, HttpMethod.Delete, path, call.Path.Query, null, call.Aborted);
        await manager.Refresher.RefreshContainerAsync(engine, container.Id, CancellationToken.None);
        await call.ReplyAsync(204);
    }

    /// <summary>Passes a request for a container on: <c>/containers/{name}{suffix}</c>.</summary>
    public Handler Pass(string suffix) => async call =>
    {
        var (engine, container) = manager.FindHealthy(call.Name);
        await Proxy.ForwardAsync(call, engine, PathOf(container, suffix), call.Path.Query);
    };

    /// <summary>Passes a request on that changes the container, and looks at it again.</summary>
    public Handler PassAndRefresh(string suffix) => async call =>
    {
        var (engine, container) = manager.Find(call.Name);
        var status = await Proxy.ForwardAsync(call, engine, PathOf(container, suffix), call.Path.Query);
        if (status < 300)
        {
            await manager.Refresher.RefreshContainerAsync(engine, container.Id, CancellationToken.None);
        }
    };

    /// <summary>Joins the client with the engine: attach.</summary>
    public Handler Join(string suffix) => async call =>
    {
        var (engine, container) = manager.FindHealthy(call.Name);
        await Hijack.JoinAsync(call, engine, PathOf(container, suffix), call.Path.Query);
    };

    /// <summary>POST /commit?container=name.</summary>
    public async Task CommitAsync(ApiCall call)
    {
        var (engine, container) = manager.Find(call.Query["container"]);
        var status = await Proxy.ForwardAsync(call, engine, "/commit", call.Query.With("container", container.Id).ToString());
        if (status == 201)
        {
            await manager.Refresher.RefreshResourcesAsync(engine, CancellationToken.None);
        }
    }

    /// <summary>Anything else about a container goes to its engine: a newer API may know it.</summary>
    /// <exception cref="ApiException">404: it is not about a container, or there is none of that name.</exception>
    public async Task FallBackAsync(ApiCall call)
    {
        const string prefix = "/containers/";
        var slash = call.Path.Path.LastIndexOf('/');
        if (!call.Path.Path.StartsWith(prefix, StringComparison.Ordinal) || slash <= prefix.Length || slash == call.Path.Path.Length - 1)
        {
            throw ApiException.NotFound("404 page not found");
        }

        var name = Uri.UnescapeDataString(call.Path.Path[prefix.Length..slash]);
        var placed = manager.Cluster.Find(name) ?? throw ApiException.NotFound("404 page not found");
        await Proxy.ForwardAsync(call, placed.Engine, PathOf(placed.Container, call.Path.Path[slash..]), call.Path.Query);
    }

    private static string PathOf(ContainerEntry container, string suffix) => new StringBuilder("/containers/").Append(container.Id).Append(suffix).ToString();
}
