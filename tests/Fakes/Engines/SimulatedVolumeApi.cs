using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>Everything under /volumes.</summary>
internal static class SimulatedVolumeApi
{
    public static Task RouteAsync(SimulatedEngine engine, HttpContext context, string[] path, CancellationToken ct) => (context.Request.Method, path) switch
    {
        ("GET", []) => ListAsync(engine, context, ct),
        ("POST", ["create"]) => CreateAsync(engine, context, ct),
        ("GET", [var name]) => context.WriteJsonAsync(200, json => Write(json, engine.FindVolume(name)), ct),
        ("DELETE", [var name]) => DeleteAsync(engine, name, context),
        _ => throw SimulatedApi.NotFound(),
    };

    private static void Write(Utf8JsonWriter json, SimulatedVolume volume)
    {
        json.WriteString("Name", volume.Name);
        json.WriteString("Driver", "local");
        json.WriteString("Mountpoint", $"/var/lib/docker/volumes/{volume.Name}/_data");
        json.WriteString("Scope", "local");
        json.Time("CreatedAt", volume.Created);
        json.Map("Labels", volume.Labels);
    }

    private static Task ListAsync(SimulatedEngine engine, HttpContext context, CancellationToken ct) => context.WriteJsonAsync(200, json =>
    {
        json.WriteStartArray("Volumes");
        foreach (var volume in engine.Volumes)
        {
            json.WriteStartObject();
            Write(json, volume);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("Warnings");
    }, ct);

    private static async Task CreateAsync(SimulatedEngine engine, HttpContext context, CancellationToken ct)
    {
        var body = await context.ReadJsonAsync(ct);
        var name = body.TryGetProperty("Name", out var given) && given.GetString() is { Length: > 0 } text ? text : Guid.NewGuid().ToString("N");
        var volume = engine.AddVolume(name, body.Labels());
        await context.WriteJsonAsync(201, json => Write(json, volume), ct);
    }

    private static Task DeleteAsync(SimulatedEngine engine, string name, HttpContext context)
    {
        engine.RemoveVolume(name);
        return context.EndAsync(204);
    }
}
