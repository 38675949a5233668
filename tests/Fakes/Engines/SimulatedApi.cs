using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>The Docker Engine API of a <see cref="SimulatedEngine"/>: routes, queries, statuses and bodies as real engines have them.</summary>
public static class SimulatedApi
{
    /// <summary>Answers one request.</summary>
    public static async Task HandleAsync(SimulatedEngine engine, HttpContext context)
    {
        var ct = context.RequestAborted;
        var segments = (context.Request.Path.Value ?? "/").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is [['v', >= '0' and <= '9', ..], ..])
        {
            segments = segments[1..];
        }

        engine.Requests.Add(context.Request.Method, "/" + string.Join('/', segments));
        if (engine.Fault == SimulatedFault.Hang)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }

        try
        {
            if (engine.Fault == SimulatedFault.Fail)
            {
                throw new SimulatedException(500, "simulated failure");
            }

            await RouteAsync(engine, context, segments, ct);
        }
        catch (SimulatedException e)
        {
            await context.WriteJsonAsync(e.Status, json => json.WriteString("message", e.Message), ct);
        }
    }

    private static Task RouteAsync(SimulatedEngine engine, HttpContext context, string[] segments, CancellationToken ct) => segments switch
    {
        ["_ping"] => SimulatedSystemApi.PingAsync(engine, context, ct),
        ["version"] => SimulatedSystemApi.VersionAsync(engine, context, ct),
        ["info"] => SimulatedSystemApi.InfoAsync(engine, context, ct),
        ["events"] => SimulatedSystemApi.EventsAsync(engine, context, ct),
        ["containers", .. var rest] => SimulatedContainerApi.RouteAsync(engine, context, rest, ct),
        ["images", .. var rest] => SimulatedImageApi.RouteAsync(engine, context, rest, ct),
        ["networks", .. var rest] => SimulatedNetworkApi.RouteAsync(engine, context, rest, ct),
        ["volumes", .. var rest] => SimulatedVolumeApi.RouteAsync(engine, context, rest, ct),
        _ => throw NotFound(),
    };

    internal static SimulatedException NotFound() => new(404, "page not found");

    internal static string? Query(this HttpContext context, string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    internal static bool Flag(this HttpContext context, string name) => context.Query(name) is "1" or "true" or "True";

    /// <summary>Values of one filter; empty if it is not given.</summary>
    internal static IReadOnlyList<string> Filter(this HttpContext context, string key)
    {
        if (context.Query("filters") is not { Length: > 0 } filters)
        {
            return [];
        }

        using var document = JsonDocument.Parse(filters);
        return document.RootElement.TryGetProperty(key, out var values) ? [.. values.EnumerateObject().Select(value => value.Name)] : [];
    }

    internal static bool LabelsMatch(this HttpContext context, IReadOnlyDictionary<string, string> labels) => context.Filter("label").All(wanted =>
        wanted.Split('=', 2) is [var key, var value] ? labels.GetValueOrDefault(key) == value : labels.ContainsKey(wanted));

    internal static async Task<JsonElement> ReadJsonAsync(this HttpContext context, CancellationToken ct)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, default, ct);
        return document.RootElement.Clone();
    }

    internal static Task WriteJsonAsync(this HttpContext context, int status, Action<Utf8JsonWriter> members, CancellationToken ct) =>
        context.WriteAsync(status, json =>
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }, ct);

    internal static Task WriteArrayAsync<T>(this HttpContext context, IEnumerable<T> items, Action<Utf8JsonWriter, T> members, CancellationToken ct) =>
        context.WriteAsync(200, json =>
        {
            json.WriteStartArray();
            foreach (var item in items)
            {
                json.WriteStartObject();
                members(json, item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }, ct);

    internal static Task EndAsync(this HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    internal static IEnumerable<KeyValuePair<string, string>> Labels(this JsonElement body) =>
        body.TryGetProperty("Labels", out var labels) && labels.ValueKind == JsonValueKind.Object
            ? labels.EnumerateObject().Select(label => KeyValuePair.Create(label.Name, label.Value.GetString() ?? ""))
            : [];

    internal static long UnixSeconds(DateTimeOffset time) => time.ToUnixTimeSeconds();

    internal static long? Nano(string? seconds) =>
        decimal.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? (long)(value * 1_000_000_000) : null;

    private static async Task WriteAsync(this HttpContext context, int status, Action<Utf8JsonWriter> write, CancellationToken ct)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            write(json);
        }

        await context.Response.BodyWriter.FlushAsync(ct);
    }
}
