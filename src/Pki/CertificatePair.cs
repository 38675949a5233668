using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>
/// A certificate with its chain, its private key and the authorities to trust: what a TLS Secret holds as <c>tls.crt</c>, <c>tls.key</c>
/// and <c>ca.crt</c>, and a Docker client directory as <c>cert.pem</c>, <c>key.pem</c> and <c>ca.pem</c>. The texts are in one
/// canonical form, so equal content is equal text. Certificate and key are known to belong together.
/// </summary>
public sealed class CertificatePair
{
    private CertificatePair(string certificatePem, string keyPem, string authorityPem) =>
        (CertificatePem, KeyPem, AuthorityPem) = (certificatePem, keyPem, authorityPem);

    /// <summary>The certificate, then the intermediates that lead to an authority.</summary>
    public string CertificatePem { get; }

    /// <summary>The private key as unencrypted PKCS#8. Secret.</summary>
    public string KeyPem { get; }

    /// <summary>The authorities to trust; several during a rollover.</summary>
    public string AuthorityPem { get; }

    /// <summary>Reads the three texts. Keys may be PKCS#8, SEC1 or PKCS#1; comments around the blocks are dropped.</summary>
    /// <param name="certificatePem">The certificate first, its intermediates after it in any number.</param>
    /// <param name="keyPem">The one private key, not encrypted.</param>
    /// <param name="authorityPem">The authorities; null takes the certificate itself, as for a self-signed authority.</param>
    /// <exception cref="CertificateException"><see cref="CertificateFlaw.NotPem"/> or <see cref="CertificateFlaw.KeyMismatch"/>.</exception>
    public static CertificatePair Parse(string certificatePem, string keyPem, string? authorityPem = null)
    {
        using var chain = Pem.ReadCertificates(certificatePem, "certificate");
        using var key = Pem.ReadKey(keyPem, "private key");
        if (!BelongTogether(chain[0], key))
        {
            throw new CertificateException(
                CertificateFlaw.KeyMismatch,
                $"The private key is not the one of certificate '{chain[0].Subject}'; supply the two files that were made together, the certificate first in its file");
        }

        return new(
            string.Concat(chain.Select(Pem.Write)),
            Pem.Write(key),
            authorityPem is null ? Pem.Write(chain[0]) : TrustBundle.Join(authorityPem));
    }

    /// <summary>The same certificate and key with other authorities, as a rollover hands them out.</summary>
    /// <exception cref="CertificateException"><see cref="CertificateFlaw.NotPem"/>.</exception>
    public CertificatePair WithAuthorities(string authorityPem) => new(CertificatePem, KeyPem, TrustBundle.Join(authorityPem));

    /// <summary>What the certificate says.</summary>
    public CertificateFacts ReadFacts() => CertificateFacts.Read(CertificatePem);

    /// <summary>The certificate with its private key, for a TLS handshake. The caller disposes it.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPem(CertificatePem, KeyPem);

    /// <summary>Names the certificate only; the key never shows.</summary>
    public override string ToString() => $"certificate {ReadFacts().Sha256}";

    private static bool BelongTogether(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        using AsymmetricAlgorithm? publicKey = key is RSA ? certificate.GetRSAPublicKey() : certificate.GetECDsaPublicKey();
        return publicKey is not null && publicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());
    }
}
