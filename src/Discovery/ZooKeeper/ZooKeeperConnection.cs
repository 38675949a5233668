using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Mooring.Discovery.ZooKeeper;

/// <summary>One TCP connection of a session: requests and their replies, pings, watch events. What breaks it fails every call under way.</summary>
internal sealed class ZooKeeperConnection : IDisposable
{
    private const int EventXid = -1;
    private const int PingXid = -2;
    private const int AuthXid = -4;
    private const int LongestFrame = 16 << 20;

    private readonly TcpClient _tcp;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JuteReader>> _calls = new();
    private int _xid;
    private volatile bool _broken;

    private ZooKeeperConnection(TcpClient tcp, TimeProvider clock)
    {
        _tcp = tcp;
        _clock = clock;
    }

    /// <summary>The session, or null when the server has let it expire.</summary>
    public ZooKeeperSession? Session { get; private set; }

    /// <summary>Last transaction seen; a server that is behind it must not serve this session.</summary>
    public long LastZxid { get; private set; }

    /// <summary>Connects and opens or resumes a session.</summary>
    /// <exception cref="IOException">The server closed the connection.</exception>
    /// <exception cref="SocketException">The server cannot be reached.</exception>
    public static async Task<ZooKeeperConnection> OpenAsync(
        string host, int port, ZooKeeperSession session, long lastZxid, TimeProvider clock, CancellationToken ct)
    {
        var tcp = new TcpClient { NoDelay = true };
        var connection = new ZooKeeperConnection(tcp, clock) { LastZxid = lastZxid };
        try
        {
            await tcp.ConnectAsync(host, port, ct);
            var hello = new JuteWriter().Int(0).Long(lastZxid).Int((int)session.Timeout.TotalMilliseconds).Long(session.Id).Buffer(session.Password).Bool(false);
            await connection.SendAsync(hello, ct);
            var reply = await connection.ReceiveAsync(ct);
            reply.Int();
            var timeout = TimeSpan.FromMilliseconds(reply.Int());
            connection.Session = timeout > TimeSpan.Zero ? new(reply.Long(), reply.Buffer().ToArray(), timeout) : null;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Receives and pings until the connection breaks or <paramref name="ct"/> ends it.</summary>
    /// <param name="changed">Told the path of each watch event.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(Action<string> changed, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Task[] halves = [ReceiveAllAsync(changed, either.Token), PingAsync(either.Token)];
        try
        {
            await await Task.WhenAny(halves);
        }
        finally
        {
            await either.CancelAsync();
            Break();
            await Task.WhenAll(halves).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One request and its reply, positioned behind the header.</summary>
    /// <exception cref="ZooKeeperException">The server answers with an error.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<JuteReader> CallAsync(ZooKeeperOperation operation, Func<JuteWriter, JuteWriter> body, CancellationToken ct)
    {
        var xid = Interlocked.Increment(ref _xid);
        var reply = new TaskCompletionSource<JuteReader>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[xid] = reply;
        try
        {
            if (_broken)
            {
                throw new IOException("the connection is broken");
            }

            await SendAsync(body(new JuteWriter().Int(xid).Int((int)operation)), ct);
            return await reply.Task.WaitAsync(ct);
        }
        finally
        {
            _calls.TryRemove(xid, out _);
        }
    }

    /// <summary>Proves a digest user.</summary>
    public Task AuthenticateAsync(string username, string? password, CancellationToken ct) => SendAsync(
        new JuteWriter().Int(AuthXid).Int((int)ZooKeeperOperation.Auth).Int(0).Text("digest").Text($"{username}:{password}"), ct);

    public void Dispose()
    {
        Break();
        _tcp.Dispose();
        _sending.Dispose();
    }

    private async Task ReceiveAllAsync(Action<string> changed, CancellationToken ct)
    {
        // Pings go every third of the timeout; two thirds of silence mean that nobody is there.
        var silence = Session!.Timeout * 2 / 3;
        using var quiet = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, quiet.Token);
        while (true)
        {
            quiet.CancelAfter(silence);
            var frame = await ReceiveAsync(either.Token);
            var xid = frame.Int();
            var zxid = frame.Long();
            var error = (ZooKeeperError)frame.Int();
            LastZxid = Math.Max(LastZxid, zxid);
            if (xid == EventXid)
            {
                // Kind of event and state of the session; the watcher reads anew in any case.
                frame.Skip(2 * sizeof(int));
                changed(frame.Text());
            }
            else if (xid == AuthXid && error != ZooKeeperError.None)
            {
                throw new IOException("ZooKeeper refuses the login");
            }
            else if (_calls.TryRemove(xid, out var call))
            {
                _ = error == ZooKeeperError.None ? call.TrySetResult(frame) : call.TrySetException(new ZooKeeperException(error));
            }
        }
    }

    private async Task PingAsync(CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(Session!.Timeout / 3, _clock, ct);
            await SendAsync(new JuteWriter().Int(PingXid).Int((int)ZooKeeperOperation.Ping), ct);
        }
    }

    private async Task SendAsync(JuteWriter body, CancellationToken ct)
    {
        var bytes = body.ToArray();
        var frame = new byte[sizeof(int) + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, bytes.Length);
        bytes.CopyTo(frame, sizeof(int));
        await _sending.WaitAsync(ct);
        try
        {
            await _tcp.GetStream().WriteAsync(frame, ct);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<JuteReader> ReceiveAsync(CancellationToken ct)
    {
        var stream = _tcp.GetStream();
        var length = new byte[sizeof(int)];
        await stream.ReadExactlyAsync(length, ct);
        var count = BinaryPrimitives.ReadInt32BigEndian(length);
        if (count is < 0 or > LongestFrame)
        {
            throw new IOException("this is not a ZooKeeper server");
        }

        var body = new byte[count];
        await stream.ReadExactlyAsync(body, ct);
        return new(body);
    }

    private void Break()
    {
        _broken = true;
        foreach (var xid in _calls.Keys)
        {
            if (_calls.TryRemove(xid, out var call))
            {
                call.TrySetException(new IOException("the connection broke"));
            }
        }
    }
}
