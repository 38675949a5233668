using System.Net.Sockets;
using System.Text;
using Mooring.Discovery.Addresses;

namespace Mooring.Discovery.ZooKeeper;

/// <summary>
/// One ZooKeeper session over the wire protocol of servers 3.4 and later: it connects to any member, pings, and reconnects with the same session until the
/// server lets that expire; then the value is of no more use and its maker takes a new one. Nodes are open to everybody, as classic Swarm made them.
/// </summary>
public sealed class ZooKeeperClient : IAsyncDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromMilliseconds(200);

    private const int AllPermissions = 31;
    private const int AnyVersion = -1;

    // In a node's statistics: two transaction IDs, two times, three versions.
    private const int BytesBeforeOwner = 4 * sizeof(long) + 3 * sizeof(int);

    private readonly DiscoveryOptions _options;
    private readonly TimeProvider _clock;
    private readonly (string Host, int Port)[] _members;
    private readonly ZooKeeperWatches _watches = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _expired = new();
    private Task _running = Task.CompletedTask;
    private volatile TaskCompletionSource<ZooKeeperConnection> _connected = NewConnected();
    private volatile ZooKeeperSession _session;
    private volatile string _trouble = "not connected yet";

    private ZooKeeperClient(IReadOnlyList<string> endpoints, DiscoveryOptions options, TimeSpan timeout, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _session = ZooKeeperSession.New(timeout);
        _members = [.. endpoints.Select(Member)];
        Expired = _expired.Token;
    }

    /// <summary>Cancelled once the session is over.</summary>
    public CancellationToken Expired { get; }

    /// <summary>The session's identity; 0 before the first connection.</summary>
    public long SessionId => _session.Id;

    /// <summary>The timeout wanted, and once connected the one the server grants.</summary>
    public TimeSpan SessionTimeout => _session.Timeout;

    /// <summary>Starts a session; it connects in the background.</summary>
    /// <param name="endpoints">Members as <c>host:port</c>.</param>
    /// <param name="options">Login.</param>
    /// <param name="timeout">Session timeout to ask for; servers commonly grant 4 to 40 s.</param>
    /// <param name="clock">Clock.</param>
    public static ZooKeeperClient Start(IReadOnlyList<string> endpoints, DiscoveryOptions options, TimeSpan timeout, TimeProvider clock)
    {
        var client = new ZooKeeperClient(endpoints, options, timeout, clock);
        client._running = client.RunAsync();
        return client;
    }

    /// <summary>Makes a node; its parents must be there. Null when it is there already, else its path.</summary>
    /// <exception cref="DiscoveryException">ZooKeeper is out of reach or refuses; true of every method here.</exception>
    public Task<string?> CreateAsync(string path, string value, ZooKeeperNodeMode mode, CancellationToken ct) => CallAsync(
        ZooKeeperOperation.Create,
        body => body.Text(path).Buffer(Encoding.UTF8.GetBytes(value)).Int(1).Int(AllPermissions).Text("world").Text("anyone").Int((int)mode),
        reply => reply.Text(),
        ZooKeeperError.NodeExists,
        ct);

    /// <summary>Makes a node that stays, without value, and its parents, where they are missing.</summary>
    public async Task EnsureAsync(string path, CancellationToken ct)
    {
        for (var slash = path.IndexOf('/', 1); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            await CreateAsync(path[..slash], "", ZooKeeperNodeMode.Persistent, ct);
        }

        await CreateAsync(path, "", ZooKeeperNodeMode.Persistent, ct);
    }

    /// <summary>Deletes a node without children. False when it was not there.</summary>
    public async Task<bool> DeleteAsync(string path, CancellationToken ct) =>
        await CallAsync(ZooKeeperOperation.Delete, body => body.Text(path).Int(AnyVersion), _ => path, ZooKeeperError.NoNode, ct) is not null;

    /// <summary>Sets the value of a node. False when it is not there.</summary>
    public async Task<bool> SetAsync(string path, string value, CancellationToken ct) => await CallAsync(
        ZooKeeperOperation.SetData, body => body.Text(path).Buffer(Encoding.UTF8.GetBytes(value)).Int(AnyVersion), _ => path, ZooKeeperError.NoNode, ct) is not null;

    /// <summary>Reads and watches a node; null when it is not there.</summary>
    public Task<ZooKeeperNode?> GetAsync(string path, CancellationToken ct)
    {
        var changed = _watches.Add(path);
        return CallAsync(ZooKeeperOperation.GetData, body => body.Text(path).Bool(true), reply =>
        {
            var value = Encoding.UTF8.GetString(reply.Buffer());
            reply.Skip(BytesBeforeOwner);
            return new ZooKeeperNode(value, reply.Long(), changed);
        }, ZooKeeperError.NoNode, ct);
    }

    /// <summary>Reads and watches the children of a node; null when it is not there.</summary>
    public Task<ZooKeeperChildren?> GetChildrenAsync(string path, CancellationToken ct)
    {
        var changed = _watches.Add(path);
        return CallAsync(
            ZooKeeperOperation.GetChildren,
            body => body.Text(path).Bool(true),
            reply => new ZooKeeperChildren([.. reply.Texts().Order(StringComparer.Ordinal)], changed),
            ZooKeeperError.NoNode,
            ct);
    }

    /// <summary>Closes the session, which deletes its ephemeral nodes at once, if the server can be told.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await CloseSessionAsync();
        await _stop.CancelAsync();
        await _running;
        await _expired.CancelAsync();
        _stop.Dispose();
        _expired.Dispose();
    }

    private async Task CloseSessionAsync()
    {
        if (!_connected.Task.IsCompletedSuccessfully)
        {
            return;
        }

        using var limit = new CancellationTokenSource(AnswerWithin, _clock);
        try
        {
            await (await _connected.Task).CallAsync(ZooKeeperOperation.CloseSession, body => body, limit.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or ZooKeeperException)
        {
            // The session ends by its timeout.
        }
    }

    private async Task<T?> CallAsync<T>(
        ZooKeeperOperation operation, Func<JuteWriter, JuteWriter> body, Func<JuteReader, T> read, ZooKeeperError asNull, CancellationToken ct)
        where T : class
    {
        using var timeout = new CancellationTokenSource(AnswerWithin, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token, Expired);
        try
        {
            var connection = await _connected.Task.WaitAsync(limit.Token);
            return read(await connection.CallAsync(operation, body, limit.Token));
        }
        catch (ZooKeeperException e)
        {
            return e.Error == asNull ? null : throw new DiscoveryException(e.Message, e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            var why = Expired.IsCancellationRequested ? "the session has expired" : _connected.Task.IsCompleted ? "no answer" : _trouble;
            throw new DiscoveryException($"ZooKeeper at {string.Join(',', _members.Select(member => $"{member.Host}:{member.Port}"))}: {why}", e);
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException or ObjectDisposedException)
        {
            throw new DiscoveryException($"ZooKeeper: {e.Message}", e);
        }
    }

    private async Task RunAsync()
    {
        var lastZxid = 0L;
        var lastHeard = _clock.GetTimestamp();
        for (var at = 0; !_stop.IsCancellationRequested; at = (at + 1) % _members.Length)
        {
            try
            {
                using var connection = await OpenAsync(_members[at], lastZxid);
                if (connection.Session is not { } session)
                {
                    await _expired.CancelAsync();
                    return;
                }

                _session = session;
                await ServeAsync(connection);
                (lastZxid, lastHeard) = (connection.LastZxid, _clock.GetTimestamp());
            }
            catch (Exception e) when (e is IOException or SocketException or InvalidDataException or OperationCanceledException)
            {
                _trouble = e is OperationCanceledException ? "no answer" : e.Message;
            }

            // A server that lost its data refuses a session that has seen more than it has, and never says that the session is over.
            if (_session.Id != 0 && _clock.GetElapsedTime(lastHeard) > _session.Timeout * 1.5)
            {
                await _expired.CancelAsync();
                return;
            }

            await Task.Delay(ReconnectPause, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Uses a connection until it breaks.</summary>
    private async Task ServeAsync(ZooKeeperConnection connection)
    {
        try
        {
            if (_options.Username is { } user)
            {
                await connection.AuthenticateAsync(user, _options.Password, _stop.Token);
            }

            var running = connection.RunAsync(_watches.Fire, _stop.Token);
            _connected.TrySetResult(connection);
            await running;
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidDataException or OperationCanceledException)
        {
            _trouble = e.Message;
        }
        finally
        {
            _connected = NewConnected();
            _watches.FireAll();
        }
    }

    private async Task<ZooKeeperConnection> OpenAsync((string Host, int Port) member, long lastZxid)
    {
        using var timeout = new CancellationTokenSource(AnswerWithin, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, timeout.Token);
        return await ZooKeeperConnection.OpenAsync(member.Host, member.Port, _session, lastZxid, _clock, limit.Token);
    }

    private static (string Host, int Port) Member(string endpoint) => HostPort.TryParse(endpoint, out var address, out var error)
        ? int.TryParse(address.Port, out var port) ? (address.Host, port) : throw new DiscoveryException($"address {endpoint}: the port is not a number")
        : throw new DiscoveryException(error);

    private static TaskCompletionSource<ZooKeeperConnection> NewConnected() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
