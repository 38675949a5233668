using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>A private key with the one way it signs, so that issuing need not tell ECDSA from RSA.</summary>
internal sealed class SigningKey : IDisposable
{
    private const int RsaBits = 3072;
    private readonly AsymmetricAlgorithm _key;

    private SigningKey(AsymmetricAlgorithm key) => _key = key;

    public X509SignatureGenerator Generator => _key switch
    {
        RSA rsa => X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1),
        ECDsa ec => X509SignatureGenerator.CreateForECDsa(ec),
        _ => throw new InvalidOperationException("A signing key is RSA or ECDSA"),
    };

    // The digest that matches the curve's strength (RFC 5480 section 4).
    private HashAlgorithmName Digest => _key is ECDsa
        ? _key.KeySize switch { > 384 => HashAlgorithmName.SHA512, > 256 => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA256 }
        : HashAlgorithmName.SHA256;

    public static SigningKey Generate(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
        KeyAlgorithm.Rsa3072 => new(RSA.Create(RsaBits)),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    public static SigningKey Of(CertificatePair pair) => new(Pem.ReadKey(pair.KeyPem, "authority key"));

    /// <summary>A request for this key, to be signed by <paramref name="signer"/> or, without one, by itself.</summary>
    public CertificateRequest Request(X500DistinguishedName subject, SigningKey? signer = null) =>
        new(subject, new PublicKey(_key), (signer ?? this).Digest);

    public string ToPem() => Pem.Write(_key);

    public void Dispose() => _key.Dispose();
}
