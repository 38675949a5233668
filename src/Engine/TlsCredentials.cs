using System.Text;
using Mooring.Engine.Transport;

namespace Mooring.Engine;

/// <summary>
/// TLS material for one engine, as text. At least <paramref name="CaPem"/> or <paramref name="PinnedSha256"/> is needed: there is no way to
/// accept whatever an engine shows.
/// </summary>
/// <param name="CaPem">One or more CA certificates in PEM; only these are trusted, never the machine's own store.</param>
/// <param name="CertificatePem">Client certificate in PEM, followed by intermediates if there are any; null to present none.</param>
/// <param name="KeyPem">Private key of the client certificate in PEM, not encrypted.</param>
/// <param name="ServerName">Name that the engine's certificate must carry, and that is sent as SNI, in place of the endpoint's host.</param>
/// <param name="PinnedSha256">
/// SHA-256 of the engine's certificate (DER), hexadecimal with or without colons. If set, exactly this certificate is accepted, without
/// regard to issuer, name and dates, and no other.
/// </param>
public sealed record TlsCredentials(
    string? CaPem,
    string? CertificatePem = null,
    string? KeyPem = null,
    string? ServerName = null,
    string? PinnedSha256 = null)
{
    /// <summary>Reads the material as a client of <paramref name="endpoint"/> would, without connecting.</summary>
    /// <exception cref="InvalidTlsMaterialException">It cannot be used; the message names the part and shows nothing of it.</exception>
    public void Check(Uri endpoint)
    {
        using var read = new TlsClient(this, EngineEndpoint.From(endpoint, this), TimeProvider.System);
    }

    // Keeps the private key out of logs and exception texts.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("ServerName = ").Append(ServerName).Append(", PinnedSha256 = ").Append(PinnedSha256);
        return true;
    }
}
