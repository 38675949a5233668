namespace Mooring.Pki;

/// <summary>Every way in which a certificate or key can be refused. The names are shown to users as condition reasons.</summary>
public enum CertificateFlaw
{
    /// <summary>The text is not PEM, is PEM of something else, or does not decode.</summary>
    NotPem,

    /// <summary>The private key does not belong to the certificate.</summary>
    KeyMismatch,

    /// <summary>A SHA-1 or MD5 signature, RSA below 2048 bits, or a curve other than P-256, P-384 and P-521.</summary>
    WeakCrypto,

    /// <summary>The certificate may not sign others: basic constraints or key usage forbid it.</summary>
    NotACA,

    /// <summary>The validity has ended.</summary>
    Expired,

    /// <summary>The validity has not begun; often a clock that is wrong.</summary>
    NotYetValid,

    /// <summary>A server certificate whose subject alternative names do not cover the host. The common name never counts (RFC 9525).</summary>
    MissingSAN,

    /// <summary>No chain to the given authorities, or one that does not allow the wanted use.</summary>
    Untrusted,
}
