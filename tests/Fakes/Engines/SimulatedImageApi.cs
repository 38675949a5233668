using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>Everything under /images.</summary>
internal static class SimulatedImageApi
{
    public static Task RouteAsync(SimulatedEngine engine, HttpContext context, string[] path, CancellationToken ct) => (context.Request.Method, path) switch
    {
        ("GET", ["json"]) => context.WriteArrayAsync(engine.Images, WriteSummary, ct),
        ("POST", ["create"]) => PullAsync(engine, context, ct),
        ("GET", [.. var name, "json"]) => InspectAsync(engine.FindImage(string.Join('/', name)), context, ct),
        ("POST", [.. var name, "tag"]) => TagAsync(engine.FindImage(string.Join('/', name)), context),
        ("DELETE", var name) => DeleteAsync(engine, string.Join('/', name), context, ct),
        _ => throw SimulatedApi.NotFound(),
    };

    private static void WriteSummary(Utf8JsonWriter json, SimulatedImage image)
    {
        json.WriteString("Id", image.ID);
        json.List("RepoTags", image.Tags);
        json.List("RepoDigests", []);
        json.WriteNumber("Created", SimulatedApi.UnixSeconds(image.Created));
        json.WriteNumber("Size", 1_000_000);
        json.WriteNumber("Containers", -1);
        json.Map("Labels", image.Labels);
    }

    private static Task InspectAsync(SimulatedImage image, HttpContext context, CancellationToken ct) => context.WriteJsonAsync(200, json =>
    {
        json.WriteString("Id", image.ID);
        json.List("RepoTags", image.Tags);
        json.List("RepoDigests", []);
        json.Time("Created", image.Created);
        json.WriteString("Architecture", "amd64");
        json.WriteString("Os", "linux");
        json.WriteNumber("Size", 1_000_000);
        json.WriteStartObject("Config");
        json.Map("Labels", image.Labels);
        json.WriteEndObject();
    }, ct);

    private static async Task PullAsync(SimulatedEngine engine, HttpContext context, CancellationToken ct)
    {
        var tag = context.Query("tag") ?? "latest";
        var image = engine.Pull(context.Query("fromImage") + (tag.Contains(':', StringComparison.Ordinal) ? "@" : ":") + tag);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"status":"Pulling from {{context.Query("fromImage")}}","id":"{{tag}}"}""" + "\r\n", ct);
        await context.Response.WriteAsync($$"""{"status":"Digest: {{image.ID}}"}""" + "\r\n", ct);
    }

    private static Task TagAsync(SimulatedImage image, HttpContext context)
    {
        image.Tags.Add($"{context.Query("repo")}:{context.Query("tag") ?? "latest"}");
        return context.EndAsync(201);
    }

    private static Task DeleteAsync(SimulatedEngine engine, string name, HttpContext context, CancellationToken ct)
    {
        var image = engine.FindImage(name);
        engine.RemoveImage(name, context.Flag("force"));
        return context.WriteArrayAsync([image.ID], (json, id) => json.WriteString("Deleted", id), ct);
    }
}
