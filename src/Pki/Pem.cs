using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>Reading and writing the PEM text form (RFC 7468) with errors that never repeat the text.</summary>
internal static class Pem
{
    private static readonly string[] KeyLabels = ["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"];

    /// <summary>Reads all certificates and everything in them that is used later; the caller disposes the list.</summary>
    public static CertificateList ReadCertificates(string pem, string what)
    {
        var certificates = new CertificateList([]);
        try
        {
            certificates.Add(pem);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException)
        {
            certificates.Dispose();
            throw new CertificateException(CertificateFlaw.NotPem, $"The {what} does not decode as PEM certificates");
        }

        return certificates.Count > 0
            ? certificates
            : throw new CertificateException(CertificateFlaw.NotPem, $"The {what} holds no 'BEGIN CERTIFICATE' block");
    }

    /// <summary>Reads the one private key, in PKCS#8, SEC1 (RFC 5915) or PKCS#1 (RFC 8017) form.</summary>
    public static AsymmetricAlgorithm ReadKey(string pem, string what)
    {
        var labels = Labels(pem);
        if (labels.Contains("ENCRYPTED PRIVATE KEY") || pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw new CertificateException(CertificateFlaw.NotPem, $"The {what} is encrypted; supply it without a passphrase");
        }

        return labels.Count(label => KeyLabels.Contains(label)) switch
        {
            0 => throw new CertificateException(CertificateFlaw.NotPem, $"The {what} holds no PEM private key"),
            1 => TryImport(ECDsa.Create(), pem) ?? TryImport(RSA.Create(), pem)
                ?? throw new CertificateException(CertificateFlaw.NotPem, $"The {what} does not decode as an ECDSA or RSA private key"),
            _ => throw new CertificateException(CertificateFlaw.NotPem, $"The {what} holds more than one private key"),
        };
    }

    public static string Write(X509Certificate2 certificate) => certificate.ExportCertificatePem() + "\n";

    /// <summary>PKCS#8, unencrypted.</summary>
    public static string Write(AsymmetricAlgorithm key) => key.ExportPkcs8PrivateKeyPem() + "\n";

    private static List<string> Labels(ReadOnlySpan<char> pem)
    {
        var labels = new List<string>();
        while (PemEncoding.TryFind(pem, out var fields))
        {
            labels.Add(pem[fields.Label].ToString());
            pem = pem[fields.Location.End..];
        }

        return labels;
    }

    private static AsymmetricAlgorithm? TryImport(AsymmetricAlgorithm empty, string pem)
    {
        try
        {
            empty.ImportFromPem(pem);
            return empty;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // A wrong algorithm, or broken DER; the text of the exception is of no use to a user.
            empty.Dispose();
            return null;
        }
    }
}
