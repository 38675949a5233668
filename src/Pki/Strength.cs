using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>What counts as strong enough: a list of what is accepted, so that anything unknown is refused.</summary>
internal static class Strength
{
    private const int MinRsaBits = 2048;
    private const string RsaPss = "1.2.840.113549.1.1.10";

    private static readonly Dictionary<string, string> Curves = new()
    {
        ["1.2.840.10045.3.1.7"] = "P-256",
        ["1.3.132.0.34"] = "P-384",
        ["1.3.132.0.35"] = "P-521",
    };

    /// <summary>SHA-256, SHA-384 and SHA-512 with RSA (RFC 4055) and with ECDSA (RFC 5758).</summary>
    private static readonly HashSet<string> Signatures =
    [
        "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13",
        "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
    ];

    private static readonly HashSet<string> Digests = ["2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];

    /// <summary>Says what is weak about the certificate's key or signature; null when nothing is.</summary>
    public static string? WeaknessOf(X509Certificate2 certificate) => KeyWeakness(certificate) ?? SignatureWeakness(certificate);

    public static string DescribeKey(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ec = certificate.GetECDsaPublicKey();
        return (rsa, ec) switch
        {
            ({ } key, _) => $"RSA {key.KeySize}",
            (_, { } key) => "ECDSA " + CurveOf(key),
            _ => certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "unknown",
        };
    }

    private static string? KeyWeakness(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        using var ec = certificate.GetECDsaPublicKey();
        var accepted = rsa?.KeySize >= MinRsaBits || (ec is not null && Curves.ContainsValue(CurveOf(ec)));
        return accepted ? null : $"has a key of kind {DescribeKey(certificate)}; use ECDSA P-256, P-384, P-521 or RSA of {MinRsaBits} bits or more";
    }

    private static string? SignatureWeakness(X509Certificate2 certificate)
    {
        var oid = certificate.SignatureAlgorithm;
        var accepted = oid.Value == RsaPss ? IsStrongPss(certificate) : Signatures.Contains(oid.Value ?? "");
        return accepted ? null : $"is signed with {oid.FriendlyName ?? oid.Value}; sign it again with SHA-256 or better";
    }

    private static string CurveOf(ECDsa key)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return curve.IsNamed && Curves.TryGetValue(curve.Oid.Value ?? "", out var name) ? name : curve.Oid?.FriendlyName ?? $"unnamed curve of {key.KeySize} bits";
    }

    // RFC 4055 section 3.1: the digest is a parameter, [0] hashAlgorithm, and SHA-1 where it is left out.
    private static bool IsStrongPss(X509Certificate2 certificate)
    {
        var body = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
        body.ReadEncodedValue();
        var algorithm = body.ReadSequence();
        algorithm.ReadObjectIdentifier();
        var digest = new Asn1Tag(TagClass.ContextSpecific, 0);
        var parameters = algorithm.HasData ? algorithm.ReadSequence() : null;
        return parameters is { HasData: true }
            && parameters.PeekTag().HasSameClassAndValue(digest)
            && Digests.Contains(parameters.ReadSequence(digest).ReadSequence().ReadObjectIdentifier());
    }
}
