using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Mooring.Tests.Unit.Engine;

/// <summary>A server on a loopback port that answers each connection by a script: exact bytes, for what a well-behaved server would not send.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <param name="script">Run for each connection; returning closes it.</param>
    /// <param name="tls">If given, the handshake made before the script runs.</param>
    public ScriptedServer(Func<Stream, Task> script, SslServerAuthenticationOptions? tls = null)
    {
        _listener.Start();
        _loop = ServeAsync(script, tls);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Endpoint => new($"tcp://127.0.0.1:{Port}");

    public static ScriptedServer Answering(Func<string, string> reply, SslServerAuthenticationOptions? tls = null) => new(async stream =>
    {
        while (await ReadHeadAsync(stream) is { } head)
        {
            await WriteAsync(stream, reply(head));
        }
    }, tls);

    public static string Json(string body, string status = "200 OK") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>Reads one request head; null if the client closed.</summary>
    public static async Task<string?> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    public static async Task WriteAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        await stream.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<Stream, Task> script, SslServerAuthenticationOptions? tls)
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(RunAsync(await _listener.AcceptTcpClientAsync(_stop.Token), script, tls));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task RunAsync(TcpClient client, Func<Stream, Task> script, SslServerAuthenticationOptions? tls)
    {
        using (client)
        await using (_stop.Token.Register(client.Close))
        {
            try
            {
                Stream stream = client.GetStream();
                if (tls is not null)
                {
                    var secured = new SslStream(stream);
                    await secured.AuthenticateAsServerAsync(tls, _stop.Token);
                    stream = secured;
                }

                await script(stream);
            }
            catch (Exception e) when (e is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                // The client's doing, and what the test looks at from the other side.
            }
        }
    }
}
