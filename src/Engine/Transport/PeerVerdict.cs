namespace Mooring.Engine.Transport;

/// <summary>Filled during a handshake: what was shown and, if it was refused, why.</summary>
internal sealed class PeerVerdict
{
    public ServerCertificate? Certificate { get; set; }

    public ConnectionFault? Fault { get; set; }

    public string? Reason { get; set; }
}
