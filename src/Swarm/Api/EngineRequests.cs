using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Api;

/// <summary>Calls that the manager itself makes to an engine, in the client's version of the API and with JSON both ways.</summary>
internal static class EngineRequests
{
    /// <summary>How long an engine may take for a call whose reply is one document.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private const int LongestError = 64 * 1024;

    /// <summary>Sends a JSON body, or none, and reads a JSON reply.</summary>
    /// <returns>The reply's document; null when it has none.</returns>
    /// <exception cref="ApiException">The engine answered with an error; its status and message.</exception>
    public static async Task<JsonNode?> JsonAsync(
        ApiCall call, EngineView engine, HttpMethod method, string path, string query, JsonNode? body, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, call.LeaseLost);
        limit.CancelAfter(Deadline);
        using var request = Proxy.CreateRequest(call, engine, path, query);
        request.Method = method;
        request.Content = body is null ? null : Json(body);
        try
        {
            using var response = await engine.Client.SendAsync(request, limit.Token);
            await ThrowIfErrorAsync(response, limit.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, limit.Token);
            return copy.Length == 0 ? null : JsonNode.Parse(copy.GetBuffer().AsSpan(0, (int)copy.Length));
        }
        catch (OperationCanceledException e) when (call.LeaseLost.IsCancellationRequested)
        {
            throw new ApiException(503, "this manager is no longer the primary", e) { RetryAfter = TimeSpan.FromSeconds(1) };
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new ApiException(504, $"{engine.Name} did not answer within {Deadline.TotalSeconds:0} s", e);
        }
    }

    /// <summary>Throws what an engine's error reply says.</summary>
    /// <exception cref="ApiException">The engine's status and message.</exception>
    public static async Task ThrowIfErrorAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if ((int)response.StatusCode < 400)
        {
            return;
        }

        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[LongestError];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        throw new ApiException((int)response.StatusCode, MessageIn(Encoding.UTF8.GetString(buffer, 0, length)));
    }

    /// <summary>A JSON body.</summary>
    public static HttpContent Json(JsonNode body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString(RelaxedJson.Options)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static string MessageIn(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["message"]?.GetValue<string>() ?? body.Trim();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return body.Trim();
        }
    }
}
