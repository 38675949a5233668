using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mooring.Scheduling;
using Mooring.Scheduling.Views;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Placing;

namespace Mooring.Swarm.Api;

/// <summary>
/// Builds: placed by their build arguments, run on one engine (swarm.md 5.5). BuildKit speaks over a session that the client opens beside the build; it is
/// joined with the engine of the build that names it.
/// </summary>
internal sealed class BuildHandlers(ManagerContext manager)
{
    private static readonly TimeSpan SessionWait = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<EngineView>> _sessions = [];
    private readonly ConcurrentDictionary<string, EngineView> _builds = [];

    /// <summary>POST /build.</summary>
    public async Task BuildAsync(ApiCall call)
    {
        var version = call.Query["version"];
        if (version is not ("" or "1" or "2"))
        {
            throw new ApiException(500, $"invalid version {version}");
        }

        var config = new JsonObject();
        var query = TakeWishes(call.Query, config);
        var engine = Choose(call, config);
        var build = call.Query["buildid"];
        if (build.Length > 0 && !_builds.TryAdd(build, engine) && !build.StartsWith("upload-request:", StringComparison.Ordinal))
        {
            throw new ApiException(500, "build already started");
        }

        try
        {
            await StreamAsync(call, engine, query, named: version != "2");
        }
        finally
        {
            _builds.TryRemove(build, out _);
            _sessions.TryRemove(call.Query["session"], out _);
        }

        await manager.Refresher.RefreshResourcesAsync(engine, CancellationToken.None);
    }

    /// <summary>POST /build/cancel?id=….</summary>
    public async Task CancelAsync(ApiCall call)
    {
        var id = call.Query["id"];
        if (id.Length == 0)
        {
            throw ApiException.BadRequest("build ID not provided");
        }

        var engine = _builds.GetValueOrDefault(id) ?? throw new ApiException(500, "timeout waiting for build to start");
        await Proxy.ForwardAsync(call, engine, "/build/cancel", call.Path.Query);
    }

    /// <summary>POST /session: waits for the build that goes with it.</summary>
    public async Task SessionAsync(ApiCall call)
    {
        var id = call.Context.Request.Headers["X-Docker-Expose-Session-Uuid"].ToString();
        if (id.Length == 0)
        {
            throw ApiException.BadRequest("no session ID provided");
        }

        try
        {
            var engine = await Session(id).Task.WaitAsync(SessionWait, manager.Clock, call.Aborted);
            await Hijack.JoinAsync(call, engine, "/session", call.Path.Query);
        }
        catch (TimeoutException e)
        {
            throw new ApiException(500, "timeout waiting for build to start", e);
        }
    }

    private TaskCompletionSource<EngineView> Session(string id) => _sessions.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    // Builds that share a session run where the first one runs, for the session is joined with that engine.
    private EngineView Choose(ApiCall call, JsonObject config)
    {
        var session = call.Query["session"];
        if (session.Length > 0 && _sessions.TryGetValue(session, out var waiting) && waiting.Task.IsCompletedSuccessfully)
        {
            return waiting.Task.Result;
        }

        var upload = call.Query["remote"] == "upload-request" ? "" : call.Query["buildid"];
        if (upload.StartsWith("upload-request:", StringComparison.Ordinal) && _builds.TryGetValue(upload["upload-request:".Length..], out var running))
        {
            return running;
        }

        var reservation = new Resources((call.Query.Number("cpushares") ?? 0) * Resources.OneCpu, call.Query.Number("memory") ?? 0);
        var engine = manager.Placer.Pick(new Request { Resources = reservation }, SchedulingLabels.Take(config));
        if (session.Length > 0)
        {
            Session(session).TrySetResult(engine);
        }

        return engine;
    }

    // Build arguments play the role of the environment: "constraint:node" = "=node-1".
    private static Query TakeWishes(Query query, JsonObject config)
    {
        if (query["buildargs"] is not { Length: > 0 } text)
        {
            return query;
        }

        try
        {
            var arguments = JsonNode.Parse(text) as JsonObject ?? [];
            var wishes = new JsonArray();
            foreach (var (key, value) in arguments.ToList())
            {
                if (SchedulingLabels.Recognize(key) is not null)
                {
                    wishes.Add((JsonNode)$"{key}={value}");
                    arguments.Remove(key);
                }
            }

            config["Env"] = wishes;
            return query.With("buildargs", arguments.ToJsonString(RelaxedJson.Options));
        }
        catch (JsonException e)
        {
            throw new ApiException(400, $"invalid buildargs: {e.Message}", e);
        }
    }

    private static async Task StreamAsync(ApiCall call, EngineView engine, Query query, bool named)
    {
        if (!named)
        {
            await Proxy.ForwardAsync(call, engine, "/build", query.ToString());
            return;
        }

        using var request = Proxy.CreateRequest(call, engine, "/build", query.ToString());
        request.Content = new StreamContent(call.Context.Request.Body);
        Proxy.CopyContentHeaders(call, request.Content);
        using var response = await engine.Client.SendAsync(request, call.Aborted);
        await EngineRequests.ThrowIfErrorAsync(response, call.Aborted);
        using var progress = new ProgressWriter(call);
        await progress.BeginAsync();
        await using var body = await response.Content.ReadAsStreamAsync(call.Aborted);
        await foreach (var line in JsonLines.ReadAsync(body, call.Aborted))
        {
            if (line["aux"] is null)
            {
                line["id"] = engine.Name;
            }

            await progress.WriteAsync(line, call.Aborted);
        }
    }
}
