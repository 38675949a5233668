using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>The names and extensions Mooring writes, after RFC 5280 sections 4.1.2 and 4.2.1.</summary>
internal static class Profile
{
    /// <summary><c>dnQualifier</c>: what X.520 has for telling apart holders of one name, here successive authorities of one cluster.</summary>
    public const string GenerationOid = "2.5.4.46";

    /// <summary>Upper bound of a common name (RFC 5280 appendix A.1, ub-common-name).</summary>
    public const int MaxCommonName = 64;

    public static string OidOf(CertificateUse use) => use switch
    {
        CertificateUse.Server => "1.3.6.1.5.5.7.3.1",
        CertificateUse.Client => "1.3.6.1.5.5.7.3.2",
        _ => throw new ArgumentOutOfRangeException(nameof(use)),
    };

    public static X500DistinguishedName AuthorityName(string name, int generation)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(Checked(name));
        builder.Add(GenerationOid, generation.ToString(CultureInfo.InvariantCulture));
        return builder.Build();
    }

    public static X500DistinguishedName ClientName(string commonName)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(Checked(commonName));
        return builder.Build();
    }

    /// <summary>
    /// A server is known by its alternative names; the subject is for people and stays empty where the name does not fit. A name that is no
    /// DNS alternative name gets a prefix, as OpenSSL would hold a common name that looks like one against the authority's DNS constraints.
    /// </summary>
    public static X500DistinguishedName ServerName(string host, SubjectAltNames names)
    {
        var commonName = names.DnsNames.Contains(host) ? host : $"host {host}";
        return commonName.Length <= MaxCommonName ? ClientName(commonName) : new X500DistinguishedNameBuilder().Build();
    }

    public static void AddAuthority(CertificateRequest request, NameConstraints? constraints)
    {
        var extensions = request.CertificateExtensions;
        extensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        extensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (constraints is not null)
        {
            extensions.Add(constraints.ToExtension());
        }
    }

    public static void AddLeaf(CertificateRequest request, X509Certificate2 authority, CertificateUse use, SubjectAltNames? names)
    {
        var extensions = request.CertificateExtensions;
        extensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        extensions.Add(new X509KeyUsageExtension(KeyUsage(request, use), critical: true));
        extensions.Add(new X509EnhancedKeyUsageExtension([new Oid(OidOf(use))], critical: false));
        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        extensions.Add(AuthorityKeyId(authority));
        if (names is not null)
        {
            extensions.Add(names.ToExtension(critical: request.SubjectName.EnumerateRelativeDistinguishedNames().Any() is false));
        }
    }

    // Key encipherment lets an RSA server still speak to TLS 1.2 peers without Diffie-Hellman.
    private static X509KeyUsageFlags KeyUsage(CertificateRequest request, CertificateUse use) =>
        use == CertificateUse.Server && request.PublicKey.Oid.Value == "1.2.840.113549.1.1.1"
            ? X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment
            : X509KeyUsageFlags.DigitalSignature;

    // A supplied authority may lack an identifier of its own; the hash of its key is then what verifiers compute.
    private static X509AuthorityKeyIdentifierExtension AuthorityKeyId(X509Certificate2 authority) =>
        X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(
            authority.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()
            ?? new X509SubjectKeyIdentifierExtension(authority.PublicKey, critical: false));

    private static string Checked(string commonName) =>
        commonName.Length is > 0 and <= MaxCommonName
            ? commonName
            : throw new ArgumentException($"A common name has 1 to {MaxCommonName} characters; this one has {commonName.Length}", nameof(commonName));
}
