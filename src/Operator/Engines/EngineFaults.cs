using Mooring.Api;
using Mooring.Engine;

namespace Mooring.Operator.Engines;

/// <summary>The condition reason for what an engine, or the way to it, answered.</summary>
public static class EngineFaults
{
    /// <summary>The reason.</summary>
    public static string ReasonOf(DockerException error) => error switch
    {
        DockerApiVersionException { EngineIsTooOld: true } => Reasons.ApiTooOld,
        DockerApiVersionException => Reasons.ApiTooNew,
        InvalidTlsMaterialException => Reasons.SecretInvalid,
        DockerConnectionException connection => connection.Fault switch
        {
            ConnectionFault.NameNotResolved => Reasons.NameNotResolved,
            ConnectionFault.Refused => Reasons.Refused,
            ConnectionFault.Unreachable => Reasons.HostUnreachable,
            ConnectionFault.SocketUnavailable => Reasons.SocketUnavailable,
            ConnectionFault.ConnectTimeout or ConnectionFault.ResponseTimeout => Reasons.TimedOut,
            ConnectionFault.Closed => Reasons.ConnectionLost,
            ConnectionFault.UntrustedCertificate => Reasons.TlsUntrusted,
            ConnectionFault.WrongHostName => Reasons.WrongHostName,
            ConnectionFault.CertificateExpired => Reasons.CertificateExpired,
            ConnectionFault.CertificateNotYetValid => Reasons.CertificateNotYetValid,
            ConnectionFault.PinMismatch => Reasons.PinMismatch,
            ConnectionFault.ClientCertificateRejected => Reasons.ClientCertificateRejected,
            ConnectionFault.TlsFailed => Reasons.TlsHandshakeFailed,
            ConnectionFault.PlainHttpOnTlsPort => Reasons.PlainHttp,
            ConnectionFault.TlsOnPlainPort => Reasons.TlsRequired,
            ConnectionFault.Protocol => Reasons.NotAnEngine,
            _ => Reasons.EngineError,
        },
        _ => Reasons.EngineError,
    };

    /// <summary>Whether TLS is what failed.</summary>
    public static bool IsTls(DockerException error) => error is InvalidTlsMaterialException or DockerConnectionException
    {
        Fault: ConnectionFault.UntrustedCertificate or ConnectionFault.WrongHostName or ConnectionFault.CertificateExpired
            or ConnectionFault.CertificateNotYetValid or ConnectionFault.PinMismatch or ConnectionFault.ClientCertificateRejected
            or ConnectionFault.TlsFailed or ConnectionFault.PlainHttpOnTlsPort or ConnectionFault.TlsOnPlainPort,
    };
}
