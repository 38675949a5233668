using System.Text;
using System.Text.Json.Nodes;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Api;

/// <summary>Writes progress lines of several engines to one client, whole line by whole line.</summary>
internal sealed class ProgressWriter(ApiCall call) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Begins the reply, which is 200 whatever comes of it.</summary>
    public async Task BeginAsync()
    {
        call.Context.Response.ContentType = "application/json";
        await call.Context.Response.BodyWriter.FlushAsync(call.Aborted);
    }

    /// <summary>Writes one line.</summary>
    public async Task WriteAsync(JsonObject line, CancellationToken ct)
    {
        var bytes = Encoding.UTF8.GetBytes(line.ToJsonString(RelaxedJson.Options) + "\r\n");
        await _writing.WaitAsync(ct);
        try
        {
            await call.Context.Response.BodyWriter.WriteAsync(bytes, ct);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Writes the line that tells a client that the whole failed.</summary>
    public Task WriteErrorAsync(string message, CancellationToken ct) => WriteAsync(
        new() { ["errorDetail"] = new JsonObject { ["code"] = 1, ["message"] = message }, ["error"] = message }, ct);

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();
}
