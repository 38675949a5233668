using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Engine.Transport;

/// <summary>Reads PEM text; what cannot be read is named, never shown.</summary>
internal static class TlsMaterial
{
    private const int Sha256HexLength = 64;

    public static void ReadCertificates(string what, string pem, X509Certificate2Collection into)
    {
        try
        {
            into.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new InvalidTlsMaterialException($"The {what} is not a valid PEM certificate.", e);
        }

        if (into.Count == 0)
        {
            throw new InvalidTlsMaterialException($"The {what} holds no PEM certificate.");
        }
    }

    public static void ReadPair(string certificatePem, string? keyPem, X509Certificate2Collection into)
    {
        ReadCertificates("client certificate", certificatePem, into);
        try
        {
            using var bare = into[0];
            into[0] = X509Certificate2.CreateFromPem(certificatePem, keyPem ?? "");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new InvalidTlsMaterialException("The client key is not an unencrypted PEM private key that belongs to the client certificate.", e);
        }
    }

    /// <summary>Hexadecimal in any case, with or without colons, to 64 lower-case digits.</summary>
    public static string? ReadFingerprint(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var digits = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return digits.Length == Sha256HexLength && digits.All(char.IsAsciiHexDigit)
            ? digits
            : throw new InvalidTlsMaterialException("The pinned fingerprint is not a SHA-256 in hexadecimal (64 digits, colons allowed).");
    }
}
