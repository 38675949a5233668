using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>Passes a request on to an engine and its reply back, as streams: nothing is held but the bytes on their way.</summary>
internal static class Proxy
{
    private const int ChunkSize = 32 * 1024;

    // Of one connection only (RFC 9110 section 7.6.1), or set by whoever sends.
    private static readonly HashSet<string> Hop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Host",
    };

    /// <summary>Passes the request on with another path and query.</summary>
    /// <returns>The status of the reply.</returns>
    public static async Task<int> ForwardAsync(ApiCall call, EngineView engine, string path, string query)
    {
        using var request = CreateRequest(call, engine, path, query);
        if (call.Context.Request.ContentLength > 0 || call.Context.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(call.Context.Request.Body);
            CopyContentHeaders(call, request.Content);
        }

        // What has begun to be answered goes on; what has not must not reach an engine after another manager has taken over.
        using var begin = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.LeaseLost);
        using var response = await engine.Client.SendAsync(request, begin.Token);
        await ReplyAsync(call, response);
        return (int)response.StatusCode;
    }

    /// <summary>The request for an engine: the client's method and headers, in a version the engine speaks; no body yet.</summary>
    public static HttpRequestMessage CreateRequest(ApiCall call, EngineView engine, string path, string query)
    {
        var source = call.Context.Request;
        var request = new HttpRequestMessage(new(source.Method), Target(call, engine, path, query));
        foreach (var (name, values) in source.Headers)
        {
            if (!Hop.Contains(name) && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return request;
    }

    /// <summary>The path for an engine in a version it speaks.</summary>
    public static Uri Target(ApiCall call, EngineView engine, string path, string query)
    {
        var version = ApiRange.For(engine, call.Path.Version);
        return new((version is null ? path : $"/v{version}{path}") + query, UriKind.Relative);
    }

    /// <summary>Gives the headers that describe a body to that body.</summary>
    public static void CopyContentHeaders(ApiCall call, HttpContent content)
    {
        foreach (var (name, values) in call.Context.Request.Headers)
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }
    }

    /// <summary>Passes an engine's reply back, each piece as soon as it comes.</summary>
    public static async Task ReplyAsync(ApiCall call, HttpResponseMessage response)
    {
        var target = call.Context.Response;
        target.StatusCode = (int)response.StatusCode;
        CopyHeaders(response.Headers, target);
        CopyHeaders(response.Content.Headers, target);
        if (HttpMethods.IsHead(call.Context.Request.Method) || target.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        await using var body = await response.Content.ReadAsStreamAsync(call.Aborted);
        await CopyAsync(body, call);
    }

    /// <summary>Copies a stream to the client. A slow client slows the engine: nothing more is read before the last piece is sent.</summary>
    public static async Task CopyAsync(Stream body, ApiCall call)
    {
        var writer = call.Context.Response.BodyWriter;
        await writer.FlushAsync(call.Aborted);
        while (true)
        {
            var read = await body.ReadAsync(writer.GetMemory(ChunkSize), call.Aborted);
            if (read == 0)
            {
                return;
            }

            writer.Advance(read);
            var flushed = await writer.FlushAsync(call.Aborted);
            if (flushed.IsCompleted)
            {
                return;
            }
        }
    }

    private static void CopyHeaders(System.Net.Http.Headers.HttpHeaders headers, HttpResponse target)
    {
        foreach (var (name, values) in headers.NonValidated)
        {
            // Our own version stands for the whole cluster's.
            if (!Hop.Contains(name) && !name.Equals("Api-Version", StringComparison.OrdinalIgnoreCase))
            {
                target.Headers[name] = new StringValues([.. values]);
            }
        }
    }
}
