namespace Mooring.Engine;

/// <summary>Why no HTTP exchange with an engine took place, from the first name look-up to the last byte of the reply.</summary>
public enum ConnectionFault
{
    /// <summary>None of the causes below; the message and the inner exception tell more.</summary>
    Other,

    /// <summary>The host name has no address.</summary>
    NameNotResolved,

    /// <summary>The host answered that nothing listens on that port, or a unix socket has no listener.</summary>
    Refused,

    /// <summary>No route to the host or its network.</summary>
    Unreachable,

    /// <summary>The unix socket does not exist or may not be opened by this user.</summary>
    SocketUnavailable,

    /// <summary>The connection, TLS handshake included, was not made in time.</summary>
    ConnectTimeout,

    /// <summary>The engine accepted the request but did not answer in time: it hangs or is overloaded.</summary>
    ResponseTimeout,

    /// <summary>The connection was closed or reset in the middle of an exchange.</summary>
    Closed,

    /// <summary>The engine's certificate was not issued by the given authority.</summary>
    UntrustedCertificate,

    /// <summary>The engine's certificate does not name the host among its subject alternative names.</summary>
    WrongHostName,

    /// <summary>The engine's certificate, or one above it, is past its end date.</summary>
    CertificateExpired,

    /// <summary>The engine's certificate, or one above it, is before its start date.</summary>
    CertificateNotYetValid,

    /// <summary>The engine's certificate is not the pinned one.</summary>
    PinMismatch,

    /// <summary>The engine refused our client certificate, or demands one and none was given.</summary>
    ClientCertificateRejected,

    /// <summary>The handshake failed for another reason, such as no common TLS version.</summary>
    TlsFailed,

    /// <summary>TLS was spoken to a port that answers plain HTTP.</summary>
    PlainHttpOnTlsPort,

    /// <summary>Plain HTTP was spoken to a port that wants TLS.</summary>
    TlsOnPlainPort,

    /// <summary>The reply was not a valid answer of a Docker Engine API.</summary>
    Protocol,
}
