using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Api;

/// <summary>Joins a client's connection with an engine's: bytes both ways, each direction ending by itself (swarm.md 5.8).</summary>
internal static class Hijack
{
    private const int ChunkSize = 32 * 1024;
    private static readonly string[] Own = ["Content-Length", "Transfer-Encoding", "Api-Version"];

    /// <summary>Passes the request on and joins the connections until the engine's output ends.</summary>
    /// <exception cref="Mooring.Engine.DockerException">The engine refused or was not reached; the client's connection is untouched.</exception>
    public static async Task JoinAsync(ApiCall call, EngineView engine, string path, string query) =>
        await JoinAsync(call, engine, path, query, await call.ReadBodyAsync());

    /// <summary>The same with the request's body already read.</summary>
    /// <exception cref="Mooring.Engine.DockerException">The engine refused or was not reached; the client's connection is untouched.</exception>
    public static async Task JoinAsync(ApiCall call, EngineView engine, string path, string query, byte[] body)
    {
        using var request = Proxy.CreateRequest(call, engine, path, query);
        if (call.Context.Request.Headers.Upgrade is [{ Length: > 0 } protocol, ..])
        {
            request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            request.Headers.TryAddWithoutValidation("Upgrade", protocol);
        }

        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            Proxy.CopyContentHeaders(call, request.Content);
        }

        using var begin = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.LeaseLost);
        await using var engineSide = await engine.Client.HijackAsync(request, begin.Token);
        await JoinAsync(call, engineSide, engineSide.Headers, (int)engineSide.StatusCode, engineSide.CloseWriteAsync);
    }

    /// <summary>Answers the client with the other side's head and joins the connections until the other side's output ends.</summary>
    public static async Task JoinAsync(
        ApiCall call, Stream other, IEnumerable<KeyValuePair<string, string>> headers, int status, Func<ValueTask> closeWrite)
    {
        var connection = call.Context.Features.Get<TakeoverConnection>() ?? throw new InvalidOperationException("the listener gives no takeover");
        var client = connection.TakeOver();
        try
        {
            client.Output.Write(Encoding.ASCII.GetBytes(Head(call, headers, status)));
            await client.Output.FlushAsync(CancellationToken.None);
            var input = SendAsync(client.Input, other, closeWrite);
            await ReceiveAsync(other, client.Output);
            client.Input.CancelPendingRead();
            await input;
        }
        finally
        {
            // Ends Kestrel's part of the request; the connection sends what is left and closes.
            call.Context.Abort();
        }
    }

    // Older clients ask for no upgrade and take the connection over in silence.
    private static string Head(ApiCall call, IEnumerable<KeyValuePair<string, string>> headers, int status)
    {
        var upgrade = call.Context.Request.Headers.Upgrade.Count > 0;
        var head = new StringBuilder(upgrade && status == 101 ? "HTTP/1.1 101 UPGRADED\r\n" : "HTTP/1.1 200 OK\r\n");
        foreach (var (name, value) in headers)
        {
            var negotiation = name.Equals("Connection", StringComparison.OrdinalIgnoreCase) || name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase);
            if (!Own.Contains(name, StringComparer.OrdinalIgnoreCase) && (upgrade || !negotiation))
            {
                head.Append(name).Append(": ").Append(value).Append("\r\n");
            }
        }

        return head.Append("\r\n").ToString();
    }

    private static async Task SendAsync(PipeReader client, Stream other, Func<ValueTask> closeWrite)
    {
        try
        {
            while (true)
            {
                var read = await client.ReadAsync();
                if (read.IsCanceled)
                {
                    return;
                }

                foreach (var part in read.Buffer)
                {
                    await other.WriteAsync(part);
                }

                await other.FlushAsync();
                client.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    await closeWrite();
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // One side is gone; the other direction notices by itself, or was the one that ended.
            await other.DisposeAsync();
        }
    }

    private static async Task ReceiveAsync(Stream other, PipeWriter client)
    {
        try
        {
            while (true)
            {
                var read = await other.ReadAsync(client.GetMemory(ChunkSize));
                if (read == 0)
                {
                    return;
                }

                client.Advance(read);
                var flushed = await client.FlushAsync();
                if (flushed.IsCompleted || flushed.IsCanceled)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // Nothing more can be sent or received; the caller closes both sides.
            return;
        }
    }
}
