using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>What a certificate says, for status, metrics and decisions. Nothing here is secret and nothing is checked.</summary>
/// <param name="Subject">Distinguished name of the holder; may be empty for a server.</param>
/// <param name="Issuer">Distinguished name of the signer.</param>
/// <param name="Names">Subject alternative names.</param>
/// <param name="NotBefore">Start of validity, UTC, whole seconds.</param>
/// <param name="NotAfter">End of validity, UTC, whole seconds.</param>
/// <param name="Serial">Serial number, lower-case hex.</param>
/// <param name="Sha256">SHA-256 of the DER form, lower-case hex without separators: what <c>tls.pinnedSHA256</c> holds.</param>
/// <param name="KeyDescription">Kind and size of the key, e.g. <c>ECDSA P-256</c>, <c>RSA 3072</c>.</param>
/// <param name="SignatureAlgorithm">Name or OID of the algorithm it was signed with.</param>
/// <param name="SubjectKeyId">Identifier of its key, hex; null when not stated.</param>
/// <param name="AuthorityKeyId">Identifier of the key that signed it, hex; null when not stated.</param>
/// <param name="IsAuthority">It may sign other certificates.</param>
/// <param name="Uses">Sides of TLS it is for; both when it states none.</param>
/// <param name="Generation">Generation of the Mooring authority that signed it or that it is; null for a foreign one.</param>
public sealed record CertificateFacts(
    string Subject,
    string Issuer,
    SubjectAltNames Names,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    string Serial,
    string Sha256,
    string KeyDescription,
    string SignatureAlgorithm,
    string? SubjectKeyId,
    string? AuthorityKeyId,
    bool IsAuthority,
    IReadOnlyList<CertificateUse> Uses,
    int? Generation)
{
    /// <summary>Reads the first certificate of a PEM text.</summary>
    /// <exception cref="CertificateException"><see cref="CertificateFlaw.NotPem"/>.</exception>
    public static CertificateFacts Read(string pem) => ReadAll(pem)[0];

    /// <summary>Reads every certificate of a PEM text, in its order.</summary>
    /// <exception cref="CertificateException"><see cref="CertificateFlaw.NotPem"/>, also when there is none.</exception>
    public static IReadOnlyList<CertificateFacts> ReadAll(string pem)
    {
        using var certificates = Pem.ReadCertificates(pem, "certificate");
        return [.. certificates.Select(certificate => Read(certificate))];
    }

    /// <summary>Reads a certificate that is already decoded, e.g. one that a server showed in its handshake.</summary>
    public static CertificateFacts Read(X509Certificate2 certificate) => new(
        certificate.Subject,
        certificate.Issuer,
        SubjectAltNames.Of(certificate),
        new DateTimeOffset(certificate.NotBefore).ToUniversalTime(),
        new DateTimeOffset(certificate.NotAfter).ToUniversalTime(),
        Convert.ToHexStringLower(certificate.SerialNumberBytes.Span),
        certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
        Strength.DescribeKey(certificate),
        certificate.SignatureAlgorithm.FriendlyName ?? certificate.SignatureAlgorithm.Value ?? "",
        certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifier?.ToLowerInvariant(),
        AuthorityKeyIdOf(certificate),
        MaySign(certificate),
        UsesOf(certificate),
        GenerationOf(certificate.IssuerName));

    private static string? AuthorityKeyIdOf(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is { } id
            ? Convert.ToHexStringLower(id.Span)
            : null;

    private static bool MaySign(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority)
        && certificate.Extensions.OfType<X509KeyUsageExtension>().All(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign));

    private static IReadOnlyList<CertificateUse> UsesOf(X509Certificate2 certificate)
    {
        var stated = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .SelectMany(extension => extension.EnhancedKeyUsages.Cast<Oid>()).Select(oid => oid.Value).ToList();
        return [.. Enum.GetValues<CertificateUse>().Where(use => stated.Count == 0 || stated.Contains(Profile.OidOf(use)))];
    }

    private static int? GenerationOf(X500DistinguishedName name) => name.EnumerateRelativeDistinguishedNames()
        .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == Profile.GenerationOid)
        .Select(part => int.TryParse(part.GetSingleElementValue(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null)
        .FirstOrDefault();
}
