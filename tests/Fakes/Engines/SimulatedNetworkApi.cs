using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>Everything under /networks.</summary>
internal static class SimulatedNetworkApi
{
    public static Task RouteAsync(SimulatedEngine engine, HttpContext context, string[] path, CancellationToken ct) => (context.Request.Method, path) switch
    {
        ("GET", []) => context.WriteArrayAsync(engine.Networks, Write, ct),
        ("POST", ["create"]) => CreateAsync(engine, context, ct),
        ("GET", [var id]) => context.WriteJsonAsync(200, json => Write(json, engine.FindNetwork(id)), ct),
        ("POST", [var id, "connect"]) => ConnectAsync(engine, id, true, context, ct),
        ("POST", [var id, "disconnect"]) => ConnectAsync(engine, id, false, context, ct),
        ("DELETE", [var id]) => DeleteAsync(engine, id, context),
        _ => throw SimulatedApi.NotFound(),
    };

    private static void Write(Utf8JsonWriter json, SimulatedNetwork network)
    {
        json.WriteString("Name", network.Name);
        json.WriteString("Id", network.ID);
        json.Time("Created", network.Created);
        json.WriteString("Scope", "local");
        json.WriteString("Driver", network.Driver);
        json.Map("Labels", network.Labels);
    }

    private static async Task CreateAsync(SimulatedEngine engine, HttpContext context, CancellationToken ct)
    {
        var body = await context.ReadJsonAsync(ct);
        var driver = body.TryGetProperty("Driver", out var given) && given.GetString() is { Length: > 0 } name ? name : "bridge";
        var network = engine.AddNetwork(body.GetProperty("Name").GetString() ?? "", driver, body.Labels());
        await context.WriteJsonAsync(201, json => json.WriteString("Id", network.ID), ct);
    }

    private static async Task ConnectAsync(SimulatedEngine engine, string id, bool connected, HttpContext context, CancellationToken ct)
    {
        var body = await context.ReadJsonAsync(ct);
        engine.Connect(id, body.GetProperty("Container").GetString() ?? "", connected);
    }

    private static Task DeleteAsync(SimulatedEngine engine, string id, HttpContext context)
    {
        engine.RemoveNetwork(id);
        return context.EndAsync(204);
    }
}
