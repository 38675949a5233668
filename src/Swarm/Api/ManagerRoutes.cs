using Mooring.Swarm.Http;

namespace Mooring.Swarm.Api;

/// <summary>The manager's route table (swarm.md 5.2): method, path, who answers.</summary>
internal static class ManagerRoutes
{
    /// <summary>Builds the table. Fixed paths come before those with a name.</summary>
    public static IReadOnlyList<Route> Create(
        SystemHandlers system, EventHandlers events, ContainerHandlers containers, ExecHandlers exec, ImageHandlers images, ImageTransfer transfer,
        BuildHandlers builds, NetworkHandlers networks, VolumeHandlers volumes) =>
    [
        new("GET", "/_ping", SystemHandlers.PingAsync),
        new("HEAD", "/_ping", SystemHandlers.PingAsync),
        new("GET", "/info", system.InfoAsync),
        new("GET", "/version", system.VersionAsync),
        new("GET", "/events", events.StreamAsync),
        new("POST", "/auth", system.PassToOneAsync),
        new("GET", "/system/df", system.UsageAsync),
        new("GET", "/distribution/{name}/json", system.PassToOneAsync),
        new("GET", "/containers/json", containers.ListAsync),
        new("GET", "/containers/ps", containers.ListAsync),
        new("POST", "/containers/create", containers.CreateAsync),
        new("POST", "/containers/prune", system.PruneAsync),
        new("GET", "/containers/{name}/attach/ws", containers.Join("/attach/ws")),
        new("GET", "/containers/{name}/json", containers.InspectAsync),
        .. Each("GET", ["top", "logs", "stats", "changes", "export", "archive"], containers.Pass),
        new("HEAD", "/containers/{name}/archive", containers.Pass("/archive")),
        new("PUT", "/containers/{name}/archive", containers.Pass("/archive")),
        new("POST", "/containers/{name}/attach", containers.Join("/attach")),
        new("POST", "/containers/{name}/start", containers.StartAsync),
        new("POST", "/containers/{name}/rename", containers.RenameAsync),
        new("POST", "/containers/{name}/exec", exec.CreateAsync),
        .. Each("POST", ["stop", "restart", "kill", "pause", "unpause", "update", "wait"], containers.PassAndRefresh),
        .. Each("POST", ["resize", "copy"], containers.Pass),
        new("DELETE", "/containers/{name}", containers.RemoveAsync),
        new("POST", "/commit", containers.CommitAsync),
        new("GET", "/exec/{id}/json", exec.Pass("/json")),
        new("POST", "/exec/{id}/resize", exec.Pass("/resize")),
        new("POST", "/exec/{id}/start", exec.StartAsync),
        new("GET", "/images/json", images.ListAsync),
        new("GET", "/images/viz", SystemHandlers.RefuseAsync),
        new("GET", "/images/search", system.PassToOneAsync),
        new("GET", "/images/get", images.SaveManyAsync),
        new("POST", "/images/create", transfer.CreateAsync),
        new("POST", "/images/load", transfer.LoadAsync),
        new("POST", "/images/prune", system.PruneAsync),
        new("GET", "/images/{name}/get", images.Pass("/get")),
        new("GET", "/images/{name}/history", images.Pass("/history")),
        new("GET", "/images/{name}/json", images.Pass("/json")),
        new("POST", "/images/{name}/push", images.PushAsync),
        new("POST", "/images/{name}/tag", images.TagAsync),
        new("DELETE", "/images/{name}", images.RemoveAsync),
        new("POST", "/build", builds.BuildAsync),
        new("POST", "/build/cancel", builds.CancelAsync),
        new("POST", "/build/prune", system.PruneAsync),
        new("POST", "/session", builds.SessionAsync),
        new("GET", "/networks", networks.ListAsync),
        new("POST", "/networks/create", networks.CreateAsync),
        new("POST", "/networks/prune", system.PruneAsync),
        new("GET", "/networks/{name}", networks.InspectAsync),
        new("POST", "/networks/{name}/connect", networks.ConnectAsync),
        new("POST", "/networks/{name}/disconnect", networks.DisconnectAsync),
        new("DELETE", "/networks/{name}", networks.RemoveAsync),
        new("GET", "/volumes", volumes.ListAsync),
        new("POST", "/volumes/create", volumes.CreateAsync),
        new("POST", "/volumes/prune", system.PruneAsync),
        new("GET", "/volumes/{name}", volumes.InspectAsync),
        new("DELETE", "/volumes/{name}", volumes.RemoveAsync),
    ];

    private static IEnumerable<Route> Each(string method, string[] verbs, Func<string, Handler> handler) =>
        verbs.Select(verb => new Route(method, $"/containers/{{name}}/{verb}", handler("/" + verb)));
}
