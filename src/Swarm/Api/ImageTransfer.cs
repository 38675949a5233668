using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mooring.Engine;
using Mooring.Scheduling.Expressions;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Api;

/// <summary>Brings images to all engines at once: pull, import, load, with the progress of each (swarm.md 5.5).</summary>
internal sealed partial class ImageTransfer(ManagerContext manager)
{
    private const int AtOnce = 64;

    /// <summary>POST /images/create: pull with <c>fromImage</c>, import with <c>fromSrc</c>.</summary>
    public Task CreateAsync(ApiCall call) => call.Query["fromImage"].Length > 0 ? PullAsync(call) : SendBodyAsync(call, "/images/create", "");

    /// <summary>POST /images/load.</summary>
    public Task LoadAsync(ApiCall call) => SendBodyAsync(call, "/images/load", "Loading Image...");

    [GeneratedRegex("image operating system")]
    private static partial Regex WrongSystem();

    private async Task PullAsync(ApiCall call)
    {
        var reference = call.Query["fromImage"] + call.Query["tag"] switch
        {
            "" => "",
            var digest when digest.Contains(':', StringComparison.Ordinal) => "@" + digest,
            var tag => ":" + tag,
        };
        var query = call.Query.With("constraint", null).ToString();
        await RunAsync(call, Targets(call), $"Pulling {reference}...", announce: true, (engine, ct) => SendAsync(call, engine, "/images/create", query, null, ct));
    }

    // The client's copy is spooled, so that a slow or broken engine holds up no other and the client sends once.
    private async Task SendBodyAsync(ApiCall call, string path, string label)
    {
        var spool = Path.Combine(Path.GetTempPath(), $"swarm-{Guid.NewGuid():N}.tar");
        await using var kept = new FileStream(spool, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await call.Context.Request.Body.CopyToAsync(kept, call.Aborted);
        await kept.FlushAsync(call.Aborted);
        await RunAsync(call, Targets(call), label, announce: false, async (engine, ct) =>
        {
            var copy = new FileStream(spool, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 81920, FileOptions.Asynchronous);
            return await SendAsync(call, engine, path, call.Path.Query, new StreamContent(copy), ct);
        });
    }

    private static async Task<HttpResponseMessage> SendAsync(ApiCall call, EngineView engine, string path, string query, HttpContent? body, CancellationToken ct)
    {
        using var request = Proxy.CreateRequest(call, engine, path, query);
        request.Content = body;
        if (body is not null)
        {
            body.Headers.TryAddWithoutValidation("Content-Type", call.Context.Request.ContentType ?? "application/x-tar");
        }

        return await engine.Client.SendAsync(request, ct);
    }

    // Classic Swarm pulls everywhere; a constraint in the query limits it.
    private List<EngineView> Targets(ApiCall call)
    {
        var engines = manager.Cluster.Validated.ToList();
        foreach (var text in call.Query.All("constraint"))
        {
            if (!Expression.TryParse(text, out var expression, out var error))
            {
                throw ApiException.BadRequest(error.Message);
            }

            engines.RemoveAll(engine => !(expression.Key == "node"
                ? expression.Matches([engine.Id, engine.Name])
                : expression.Matches(engine.Labels.GetValueOrDefault(expression.Key, ""))));
        }

        return engines.Count > 0 ? engines : throw new ApiException(500, "No healthy node available in the cluster");
    }

    private async Task RunAsync(
        ApiCall call, List<EngineView> engines, string label, bool announce, Func<EngineView, CancellationToken, Task<HttpResponseMessage>> send)
    {
        using var progress = new ProgressWriter(call);
        await progress.BeginAsync();
        var errors = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Parallel.ForEachAsync(engines, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = call.Aborted }, async (engine, ct) =>
        {
            if (announce)
            {
                await progress.WriteAsync(new() { ["id"] = engine.Name, ["status"] = label }, ct);
            }

            if (await TransferAsync(engine, label, send, progress, ct) is { } error)
            {
                errors.Enqueue($"{engine.Name}: {error}");
                await progress.WriteAsync(new() { ["id"] = engine.Name, ["status"] = Labelled(label, error) }, ct);
            }
        });

        var harmless = errors.Count < engines.Count && errors.All(error => WrongSystem().IsMatch(error));
        if (!errors.IsEmpty && !harmless)
        {
            await progress.WriteErrorAsync(string.Join("; ", errors), call.Aborted);
        }
    }

    private async Task<string?> TransferAsync(
        EngineView engine, string label, Func<EngineView, CancellationToken, Task<HttpResponseMessage>> send, ProgressWriter progress, CancellationToken ct)
    {
        if (engine.Health != EngineHealth.Healthy)
        {
            return $"{engine.Name} is not healthy: {engine.Error}";
        }

        try
        {
            using var response = await send(engine, ct);
            await EngineRequests.ThrowIfErrorAsync(response, ct);
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            await foreach (var line in JsonLines.ReadAsync(body, ct))
            {
                if (line["error"]?.GetValue<string>() is { } error)
                {
                    return error;
                }

                await progress.WriteAsync(Relabel(line, engine, label), ct);
            }

            await manager.Refresher.RefreshResourcesAsync(engine, ct);
            return null;
        }
        catch (Exception e) when (e is DockerException or ApiException or IOException or HttpRequestException or System.Text.Json.JsonException)
        {
            return e.Message;
        }
    }

    private static string Labelled(string label, string text) => label.Length == 0 ? text : $"{label} : {text}";

    // The engine's name takes the place of the layer's, which would mix with other engines' layers on a terminal.
    private static JsonObject Relabel(JsonObject line, EngineView engine, string label)
    {
        line["id"] = engine.Name;
        if (line["stream"]?.GetValue<string>() is { } stream)
        {
            line.Remove("stream");
            line["status"] = Labelled(label, stream.TrimEnd('\n'));
        }
        else if (line["status"]?.GetValue<string>() is { } status)
        {
            line["status"] = Labelled(label, status);
        }

        return line;
    }
}
