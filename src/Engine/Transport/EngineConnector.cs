using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;

namespace Mooring.Engine.Transport;

/// <summary>Opens connections to one engine, with a cause for every failure.</summary>
internal sealed class EngineConnector : IDisposable
{
    private const int KeepAliveIdleSeconds = 15;
    private const int KeepAliveIntervalSeconds = 5;
    private const int KeepAliveProbes = 3;
    private const int UnacknowledgedMilliseconds = 30_000;
    private static readonly TimeSpan DiagnosisTime = TimeSpan.FromSeconds(1);
    private readonly DockerClientConfiguration _configuration;
    private readonly TlsClient? _tls;
    private volatile ServerCertificate? _serverCertificate;

    public EngineConnector(DockerClientConfiguration configuration)
    {
        _configuration = configuration;
        Endpoint = EngineEndpoint.From(configuration.EndpointBaseUri, configuration.Credentials);
        _tls = Endpoint.Tls ? new(configuration.Credentials!, Endpoint, configuration.Clock) : null;
    }

    public EngineEndpoint Endpoint { get; }

    /// <summary>The certificate of the latest handshake, trusted or not.</summary>
    public ServerCertificate? ServerCertificate => _serverCertificate;

    public async ValueTask<EngineConnection> ConnectAsync(CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(_configuration.ConnectTimeout, _configuration.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await OpenAsync(both.Token);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new DockerConnectionException(
                ConnectionFault.ConnectTimeout, $"{Endpoint} did not answer within {_configuration.ConnectTimeout.TotalSeconds:0.###} s.", e);
        }
        catch (SocketException e)
        {
            throw ConnectionFaults.From(e, Endpoint, null);
        }
    }

    /// <summary>
    /// Asks why a TLS connection was closed. In TLS 1.3 a client certificate is judged after our side of the handshake, and the alert that says so
    /// can be lost in the reset of a request already on its way; on a connection where we only listen it always arrives.
    /// </summary>
    /// <returns>The cause, or null if a new connection stays open.</returns>
    public async Task<DockerConnectionException?> DiagnoseAsync(CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(DiagnosisTime, _configuration.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var connection = await ConnectAsync(both.Token);
            await using var stream = connection.Stream;
            await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, both.Token);
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (ConnectionFaults.IsTransport(e))
        {
            return ConnectionFaults.From(e, Endpoint, ServerCertificate);
        }
    }

    public void Dispose() => _tls?.Dispose();

    private async Task<EngineConnection> OpenAsync(CancellationToken ct)
    {
        var socket = Endpoint.SocketPath is { } path ? await OpenUnixAsync(path, ct) : await OpenTcpAsync(ct);
        var stream = new EngineSocketStream(socket, Endpoint);
        if (_tls is null)
        {
            return new(stream, socket);
        }

        var verdict = new PeerVerdict();
        try
        {
            var secured = await _tls.AuthenticateAsync(stream, verdict, ct);
            return new(secured, socket);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            throw TlsFailure(e, stream, verdict);
        }
        finally
        {
            _serverCertificate = verdict.Certificate ?? _serverCertificate;
        }
    }

    private DockerConnectionException TlsFailure(Exception e, EngineSocketStream stream, PeerVerdict verdict) =>
        verdict.Fault is { } fault ? new(fault, verdict.Reason!, e, verdict.Certificate)
        : stream.PeerSpeaksHttp ? new(ConnectionFault.PlainHttpOnTlsPort, $"{Endpoint} answers plain HTTP, not TLS.", e)
        : ConnectionFaults.From(e, Endpoint, verdict.Certificate);

    private static async Task<Socket> OpenUnixAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await ConnectOrDisposeAsync(socket, new UnixDomainSocketEndPoint(path), ct);
        return socket;
    }

    private async Task<Socket> OpenTcpAsync(CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(Endpoint.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(Endpoint.Host, ct);
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            KeepAlive(socket);
            try
            {
                await ConnectOrDisposeAsync(socket, new IPEndPoint(address, Endpoint.Port), ct);
                return socket;
            }
            catch (SocketException e)
            {
                last = e;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    // A peer that vanished is noticed within 30 s, whether we wait for its bytes or it owes us an acknowledgement.
    private static void KeepAlive(Socket socket)
    {
        const int ipProtoTcp = 6;
        const int tcpUserTimeout = 18;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveIdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
        if (OperatingSystem.IsLinux())
        {
            var milliseconds = UnacknowledgedMilliseconds;
            socket.SetRawSocketOption(ipProtoTcp, tcpUserTimeout, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in milliseconds)));
        }
    }

    private static async Task ConnectOrDisposeAsync(Socket socket, EndPoint to, CancellationToken ct)
    {
        try
        {
            await socket.ConnectAsync(to, ct);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
