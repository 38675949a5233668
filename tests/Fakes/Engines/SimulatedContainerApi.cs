using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>Everything under /containers.</summary>
internal static class SimulatedContainerApi
{
    public static Task RouteAsync(SimulatedEngine engine, HttpContext context, string[] path, CancellationToken ct) => (context.Request.Method, path) switch
    {
        ("GET", ["json"]) => ListAsync(engine, context, ct),
        ("POST", ["create"]) => CreateAsync(engine, context, ct),
        ("GET", [var id, "json"]) => SimulatedContainerJson.InspectAsync(engine, engine.Find(id), context, ct),
        ("POST", [var id, "start"]) => StartAsync(engine, engine.Find(id), context, ct),
        ("POST", [var id, "stop"]) => context.EndAsync(engine.Stop(engine.Find(id)) ? 204 : 304),
        ("POST", [var id, "restart"]) => RestartAsync(engine, engine.Find(id), context),
        ("POST", [var id, "kill"]) => DoAsync(context, () => engine.Kill(engine.Find(id), context.Query("signal") ?? "KILL")),
        ("POST", [var id, "pause"]) => DoAsync(context, () => engine.Pause(engine.Find(id), true)),
        ("POST", [var id, "unpause"]) => DoAsync(context, () => engine.Pause(engine.Find(id), false)),
        ("POST", [var id, "rename"]) => DoAsync(context, () => engine.Rename(engine.Find(id), context.Query("name") ?? "")),
        ("POST", [var id, "update"]) => UpdateAsync(engine, engine.Find(id), context, ct),
        ("POST", [var id, "wait"]) => WaitAsync(engine, engine.Find(id), context, ct),
        ("PUT", [var id, "archive"]) => ArchiveAsync(engine.Find(id), context, ct),
        ("DELETE", [var id]) => DoAsync(context, () => engine.Remove(engine.Find(id), context.Flag("force"))),
        _ => throw SimulatedApi.NotFound(),
    };

    private static Task DoAsync(HttpContext context, Action work)
    {
        work();
        return context.EndAsync(204);
    }

    private static Task ListAsync(SimulatedEngine engine, HttpContext context, CancellationToken ct)
    {
        var (ids, names, states, all) = (context.Filter("id"), context.Filter("name"), context.Filter("status"), context.Flag("all"));
        var shown = engine.Containers
            .Where(container => all || states.Count > 0 || container.IsUp)
            .Where(container => ids.Count == 0 || ids.Any(id => container.ID.StartsWith(id, StringComparison.Ordinal)))
            .Where(container => names.Count == 0 || names.Any(name => container.Name.Contains(name, StringComparison.Ordinal)))
            .Where(container => states.Count == 0 || states.Contains(container.Status))
            .Where(container => context.LabelsMatch(container.Labels))
            .OrderByDescending(container => container.Created);
        return context.WriteArrayAsync(shown, (json, container) => SimulatedContainerJson.WriteSummary(json, container, engine.Now), ct);
    }

    private static async Task CreateAsync(SimulatedEngine engine, HttpContext context, CancellationToken ct)
    {
        var request = await context.ReadJsonAsync(ct);
        if (engine.Options.CreateDelay > TimeSpan.Zero)
        {
            await Task.Delay(engine.Options.CreateDelay, engine.Options.Clock, ct);
        }

        var container = engine.Create(context.Query("name"), request);
        container.Config = WithoutHost(request);
        container.HostConfig = request.TryGetProperty("HostConfig", out var host) ? Raw(host) : "{}"u8.ToArray();
        await context.WriteJsonAsync(201, json =>
        {
            json.WriteString("Id", container.ID);
            json.List("Warnings", []);
        }, ct);
    }

    private static async Task StartAsync(SimulatedEngine engine, SimulatedContainer container, HttpContext context, CancellationToken ct)
    {
        if (engine.Options.StartDelay > TimeSpan.Zero)
        {
            await Task.Delay(engine.Options.StartDelay, engine.Options.Clock, ct);
        }

        await context.EndAsync(engine.Start(container) ? 204 : 304);
    }

    private static Task RestartAsync(SimulatedEngine engine, SimulatedContainer container, HttpContext context)
    {
        engine.Stop(container);
        engine.Start(container);
        engine.Emit(container, "restart");
        return context.EndAsync(204);
    }

    private static async Task UpdateAsync(SimulatedEngine engine, SimulatedContainer container, HttpContext context, CancellationToken ct)
    {
        var changes = await context.ReadJsonAsync(ct);
        using var before = JsonDocument.Parse(container.HostConfig);
        var merged = before.RootElement.EnumerateObject().Where(member => !changes.TryGetProperty(member.Name, out _)).Concat(changes.EnumerateObject()).ToList();
        container.HostConfig = Write(json =>
        {
            json.WriteStartObject();
            merged.ForEach(member => member.WriteTo(json));
            json.WriteEndObject();
        });
        engine.Emit(container, "update");
        await context.WriteJsonAsync(200, json => json.List("Warnings", []), ct);
    }

    private static async Task WaitAsync(SimulatedEngine engine, SimulatedContainer container, HttpContext context, CancellationToken ct)
    {
        await using var events = engine.Events.ListenAsync(null, ct).GetAsyncEnumerator(ct);
        var next = events.MoveNextAsync();
        await context.Response.Body.FlushAsync(ct);
        while (container.IsUp && await next)
        {
            next = events.MoveNextAsync();
        }

        await context.Response.WriteAsync($$"""{"StatusCode":{{container.ExitCode}}}""", ct);
    }

    private static async Task ArchiveAsync(SimulatedContainer container, HttpContext context, CancellationToken ct)
    {
        using var tar = new MemoryStream();
        await context.Request.Body.CopyToAsync(tar, ct);
        container.Archives[context.Query("path") ?? "/"] = tar.ToArray();
    }

    private static byte[] WithoutHost(JsonElement request) => Write(json =>
    {
        json.WriteStartObject();
        foreach (var member in request.EnumerateObject().Where(member => member.Name is not ("HostConfig" or "NetworkingConfig")))
        {
            member.WriteTo(json);
        }

        json.WriteEndObject();
    });

    private static byte[] Raw(JsonElement element) => element.ValueKind == JsonValueKind.Object ? Write(element.WriteTo) : "{}"u8.ToArray();

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
