namespace Mooring.Pki;

/// <summary>The one side of a TLS connection a leaf certificate is for (RFC 5280 section 4.2.1.12).</summary>
public enum CertificateUse
{
    /// <summary>A host proving its name or address: <c>id-kp-serverAuth</c>.</summary>
    Server,

    /// <summary>A caller proving who it is: <c>id-kp-clientAuth</c>.</summary>
    Client,
}
