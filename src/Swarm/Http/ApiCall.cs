using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Mooring.Swarm.Http;

/// <summary>One request of a client and the means to answer it.</summary>
public sealed class ApiCall(HttpContext context, RequestPath path, string name)
{
    private const int LongestJsonBody = 16 * 1024 * 1024;

    private Query? _query;

    /// <summary>The server's view of the request.</summary>
    public HttpContext Context => context;

    /// <summary>The request's target.</summary>
    public RequestPath Path => path;

    /// <summary>The decoded <c>{name}</c> of the route.</summary>
    public string Name => name;

    /// <summary>The parameters.</summary>
    public Query Query => _query ??= Query.Parse(path.Query);

    /// <summary>Cancelled when the client goes away or the server stops.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Cancelled when this manager may no longer write; never without replication.</summary>
    public CancellationToken LeaseLost => context.Features.Get<Replication.Lease>()?.Lost ?? CancellationToken.None;

    /// <summary>The <c>filters</c> parameter.</summary>
    /// <exception cref="ApiException">400: it cannot be read.</exception>
    public QueryFilters Filters() => QueryFilters.Parse(Query["filters"]);

    /// <summary>Reads the body as a JSON object.</summary>
    /// <exception cref="ApiException">400: it is none.</exception>
    public async Task<JsonObject> ReadObjectAsync()
    {
        var body = await ReadBodyAsync();
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw ApiException.BadRequest("invalid JSON: an object is expected");
        }
        catch (JsonException e)
        {
            throw new ApiException(400, $"invalid JSON: {e.Message}", e);
        }
    }

    /// <summary>Reads a body that is small by nature.</summary>
    /// <exception cref="ApiException">413: it is larger than 16 MiB.</exception>
    public async Task<byte[]> ReadBodyAsync()
    {
        using var buffer = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(8192);
        try
        {
            int read;
            while ((read = await context.Request.Body.ReadAsync(chunk, Aborted)) > 0)
            {
                await buffer.WriteAsync(chunk.AsMemory(0, read), Aborted);
                if (buffer.Length > LongestJsonBody)
                {
                    throw new ApiException(413, "request body too large");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return buffer.ToArray();
    }

    /// <summary>Answers with a status alone.</summary>
    public Task ReplyAsync(int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Answers with JSON that is already written.</summary>
    public async Task ReplyJsonAsync(int status, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(json, Aborted);
        }
    }

    /// <summary>Answers with JSON.</summary>
    public Task ReplyJsonAsync(int status, JsonNode json) => ReplyJsonAsync(status, Encoding.UTF8.GetBytes(json.ToJsonString(RelaxedJson.Options)));

    /// <summary>Answers with plain text.</summary>
    public async Task ReplyTextAsync(int status, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, Aborted);
        }
    }

    /// <summary>Answers with an error.</summary>
    public Task ReplyErrorAsync(ApiException error)
    {
        if (error.RetryAfter is { } after)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return ReplyJsonAsync(error.Status, new JsonObject { ["message"] = error.Message });
    }
}
