using System.Net.Sockets;

namespace Mooring.Engine.Transport;

/// <summary>A socket that remembers the first byte the peer sent: it tells plain HTTP from TLS when either meets the wrong port.</summary>
internal sealed class EngineSocketStream(Socket socket, EngineEndpoint endpoint) : NetworkStream(socket, ownsSocket: true)
{
    private const byte TlsAlertRecord = 0x15;
    private int _first = -1;

    /// <summary>True if the peer's first byte is the H of <c>HTTP/1.1</c>, which no TLS record begins with.</summary>
    public bool PeerSpeaksHttp => _first == 'H';

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_first >= 0)
        {
            return await base.ReadAsync(buffer, cancellationToken);
        }

        var count = await base.ReadAsync(buffer, cancellationToken);
        if (count > 0)
        {
            _first = buffer.Span[0];
            if (_first == TlsAlertRecord && !endpoint.Tls)
            {
                throw new DockerConnectionException(ConnectionFault.TlsOnPlainPort, $"{endpoint} wants TLS, but no TLS credentials are configured for it.");
            }
        }

        return count;
    }
}
