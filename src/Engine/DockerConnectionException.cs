namespace Mooring.Engine;

/// <summary>No answer came from the engine. <see cref="Fault"/> is the machine-readable cause.</summary>
public sealed class DockerConnectionException : DockerException
{
    /// <summary>Creates the exception for one engine's endpoint.</summary>
    public DockerConnectionException(ConnectionFault fault, string message, Exception? inner = null, ServerCertificate? certificate = null)
        : base(message, inner)
    {
        Fault = fault;
        Certificate = certificate;
    }

    /// <summary>The cause.</summary>
    public ConnectionFault Fault { get; }

    /// <summary>The certificate that the engine served in this attempt, trusted or not; null if the handshake did not come that far.</summary>
    public ServerCertificate? Certificate { get; }
}
