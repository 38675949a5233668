using System.Net;
using System.Net.Sockets;

namespace Mooring.Tests.Integration.Discovery;

/// <summary>A way to a server that can be cut without a word to either side, as a partition does.</summary>
internal sealed class TcpLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _open = Done();

    public TcpLink(string address)
    {
        var parts = address.Split(':');
        (_host, _port) = (parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>From now on nothing passes; connections stay open.</summary>
    public void Cut() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything passes again, also what was held back.</summary>
    public void Heal()
    {
        var closed = _open;
        _open = Done();
        closed.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var links = new List<Task>();
        try
        {
            while (true)
            {
                links.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(links);
        }
    }

    private async Task ServeAsync(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            using (near)
            {
                await _open.Task.WaitAsync(_stop.Token);
                await far.ConnectAsync(_host, _port, _stop.Token);
                await Task.WhenAny(PumpAsync(near.GetStream(), far.GetStream()), PumpAsync(far.GetStream(), near.GetStream())).Unwrap();
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone, or the test is over.
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16384];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var count)
        {
            await _open.Task.WaitAsync(_stop.Token);
            await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
