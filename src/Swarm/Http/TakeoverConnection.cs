using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Mooring.Swarm.Http;

/// <summary>
/// A client's connection that a request can take over as a raw byte stream, as Docker's attach and exec do. Kestrel's own upgrade will not do: it
/// refuses requests with a body (exec start has one) or without an <c>Upgrade</c> header (older clients), and it drops the whole connection when the
/// client closes its sending half, which for <c>docker run -i</c> is the end of standard input and not of the output.
/// </summary>
internal sealed class TakeoverConnection : ConnectionContext, IDisposable
{
    private readonly ConnectionContext _inner;
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenRegistration _registration;
    private volatile bool _taken;

    private TakeoverConnection(ConnectionContext inner)
    {
        _inner = inner;
        Features.Set(this);
        _registration = inner.ConnectionClosed.UnsafeRegister(static self => ((TakeoverConnection)self!).OnClosed(), this);
    }

    public override string ConnectionId
    {
        get => _inner.ConnectionId;
        set => _inner.ConnectionId = value;
    }

    public override IFeatureCollection Features => _inner.Features;

    public override IDictionary<object, object?> Items
    {
        get => _inner.Items;
        set => _inner.Items = value;
    }

    public override IDuplexPipe Transport
    {
        get => _inner.Transport;
        set => _inner.Transport = value;
    }

    public override CancellationToken ConnectionClosed
    {
        get => _closed.Token;
        set => throw new NotSupportedException("the token follows the connection below");
    }

    /// <summary>The connection middleware.</summary>
    public static ConnectionDelegate Use(ConnectionDelegate next) => async inner =>
    {
        using var connection = new TakeoverConnection(inner);
        await next(connection);
        if (connection._taken && inner.Features.Get<ISslStreamFeature>() is { } tls)
        {
            // Go clients take a connection that ends without TLS' own good-bye for a cut one.
            await connection.SayGoodbyeAsync(tls);
        }
    };

    /// <summary>From now on the connection is the caller's, who reads and writes it raw until done and then aborts the request.</summary>
    public IDuplexPipe TakeOver()
    {
        _taken = true;
        return _inner.Transport;
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        // Kestrel's end of a taken-over request; what was written is still to be sent.
        if (!_taken)
        {
            _inner.Abort(abortReason);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _closed.Dispose();
    }

    private void OnClosed()
    {
        if (!_taken)
        {
            _closed.Cancel();
        }
    }

    private async Task SayGoodbyeAsync(ISslStreamFeature tls)
    {
        try
        {
            await tls.SslStream.ShutdownAsync();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or ObjectDisposedException)
        {
            // The client is gone already.
            _inner.Abort(new ConnectionAbortedException("closed by the client", e));
        }
    }
}
