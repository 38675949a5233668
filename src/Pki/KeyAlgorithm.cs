namespace Mooring.Pki;

/// <summary>The key kinds Mooring makes. Supplied keys may also be P-384, P-521 or RSA of 2048 bits and more.</summary>
public enum KeyAlgorithm
{
    /// <summary>ECDSA on NIST P-256 (secp256r1), signed with SHA-256.</summary>
    EcdsaP256,

    /// <summary>RSA of 3072 bits, PKCS#1 v1.5 signatures with SHA-256, for software that knows no elliptic curves.</summary>
    Rsa3072,
}
