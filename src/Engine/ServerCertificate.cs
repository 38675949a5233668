using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Engine;

/// <summary>What an engine showed of itself in a TLS handshake, whether it was trusted or not.</summary>
/// <param name="Subject">Distinguished name of the holder.</param>
/// <param name="Issuer">Distinguished name of the authority that signed it.</param>
/// <param name="SubjectAltNames">DNS names and IP addresses that it is valid for, in the order of the certificate.</param>
/// <param name="NotBefore">Start of validity.</param>
/// <param name="NotAfter">End of validity.</param>
/// <param name="Sha256Fingerprint">SHA-256 of the DER form, 64 lower-case hexadecimal digits.</param>
public sealed record ServerCertificate(
    string Subject,
    string Issuer,
    IReadOnlyList<string> SubjectAltNames,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    string Sha256Fingerprint)
{
    /// <summary>Reads the facts out of a certificate.</summary>
    public static ServerCertificate From(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return new(
            certificate.Subject,
            certificate.Issuer,
            names is null ? [] : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())],
            certificate.NotBefore.ToUniversalTime(),
            certificate.NotAfter.ToUniversalTime(),
            Convert.ToHexStringLower(SHA256.HashData(certificate.RawData)));
    }

    /// <summary>The fingerprint decides: it covers all the other facts.</summary>
    public bool Equals(ServerCertificate? other) => other is not null && Sha256Fingerprint == other.Sha256Fingerprint;

    /// <inheritdoc/>
    public override int GetHashCode() => Sha256Fingerprint.GetHashCode(StringComparison.Ordinal);
}
