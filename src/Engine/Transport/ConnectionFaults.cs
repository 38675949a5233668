using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text.Json;

namespace Mooring.Engine.Transport;

/// <summary>Turns what sockets, TLS and HTTP throw into one typed exception.</summary>
internal static class ConnectionFaults
{
    // OpenSSL reports an alert of the peer as reason 1000 + alert number in the low 23 bits of its error code (openssl/err.h, ssl.h).
    private const int AlertOffset = 1000;
    private const int ReasonMask = 0x7F_FFFF;

    // Alerts by which a server refuses a client certificate (RFC 8446 section 6.2). Not 40, handshake_failure: it has many other causes.
    private static readonly HashSet<int> CertificateAlerts = [42, 43, 44, 45, 46, 48, 49, 51, 116];

    /// <summary>True for what a transport can throw; anything else is a bug and must not be caught as a fault of the engine.</summary>
    public static bool IsTransport(Exception e) =>
        e is HttpRequestException or IOException or SocketException or AuthenticationException or JsonException or DockerConnectionException
            or ObjectDisposedException;

    public static DockerConnectionException From(Exception e, EngineEndpoint endpoint, ServerCertificate? certificate)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case DockerConnectionException known:
                    return known;
                case SocketException socket:
                    return FromSocket(socket, endpoint, certificate);
                case CryptographicException or AuthenticationException when Alert(cause) is { } alert:
                    return CertificateAlerts.Contains(alert)
                        ? new(ConnectionFault.ClientCertificateRejected, $"{endpoint} rejected the client certificate (TLS alert {alert}).", e, certificate)
                        : new(ConnectionFault.TlsFailed, $"{endpoint} broke off the TLS handshake (TLS alert {alert}).", e, certificate);
            }
        }

        return e switch
        {
            AuthenticationException => new(ConnectionFault.TlsFailed, $"The TLS handshake with {endpoint} failed: {Innermost(e)}", e, certificate),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or JsonException =>
                new(ConnectionFault.Protocol, $"{endpoint} did not answer like a Docker Engine: {Innermost(e)}", e, certificate),
            HttpRequestException or IOException => new(ConnectionFault.Closed, $"{endpoint} closed the connection: {Innermost(e)}", e, certificate),
            // Whoever replaced the client meant new calls to use its successor; to this call it is a lost connection.
            ObjectDisposedException => new(ConnectionFault.Closed, $"The client of {endpoint} was closed.", e, certificate),
            _ => new(ConnectionFault.Other, $"Talking to {endpoint} failed: {Innermost(e)}", e, certificate),
        };
    }

    private static int? Alert(Exception cause) => (cause.HResult & ReasonMask) - AlertOffset is >= 0 and <= 255 and var alert ? alert : null;

    private static string Innermost(Exception e) => e.GetBaseException().Message;

    private static DockerConnectionException FromSocket(SocketException e, EngineEndpoint endpoint, ServerCertificate? certificate) => e.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
            new(ConnectionFault.NameNotResolved, $"The host name of {endpoint} has no address.", e, certificate),
        SocketError.ConnectionRefused => new(ConnectionFault.Refused, $"{endpoint} refused the connection: no engine listens there.", e, certificate),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown =>
            new(ConnectionFault.Unreachable, $"There is no route to {endpoint}.", e, certificate),
        SocketError.TimedOut => new(ConnectionFault.ConnectTimeout, $"{endpoint} did not answer: {e.Message}.", e, certificate),
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NotConnected or SocketError.OperationAborted =>
            new(ConnectionFault.Closed, $"{endpoint} closed the connection: {e.Message}.", e, certificate),
        SocketError.AddressNotAvailable when endpoint.SocketPath is not null =>
            new(ConnectionFault.SocketUnavailable, $"{endpoint} does not exist.", e, certificate),
        _ when endpoint.SocketPath is not null => new(ConnectionFault.SocketUnavailable, $"{endpoint} cannot be opened: {e.Message}.", e, certificate),
        _ => new(ConnectionFault.Other, $"Connecting to {endpoint} failed: {e.Message}.", e, certificate),
    };
}
