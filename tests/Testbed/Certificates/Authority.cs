using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Tests.Testbed.Certificates;

/// <summary>A certificate authority with an ECDSA P-256 key. It knows nothing of the one under test.</summary>
public sealed class Authority
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");
    private static readonly Oid ClientAuthentication = new("1.3.6.1.5.5.7.3.2");
    private readonly CertificatePair _pair;

    private Authority(CertificatePair pair) => _pair = pair;

    /// <summary>What those who trust the authority need.</summary>
    public string CertificatePem => _pair.CertificatePem;

    /// <summary>Makes an authority which is valid for a year.</summary>
    public static Authority Create(string commonName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(new(commonName)), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddYears(-1), now.AddYears(1));
        return new(new(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>Takes the authority kept in a folder as <c>ca.pem</c> and <c>ca-key.pem</c>, or makes one there.</summary>
    public static async Task<Authority> LoadOrCreateAsync(string folder, string commonName, CancellationToken ct = default)
    {
        var (certificateFile, keyFile) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "ca-key.pem"));
        if (File.Exists(certificateFile) && File.Exists(keyFile))
        {
            return new(new(await File.ReadAllTextAsync(certificateFile, ct), await File.ReadAllTextAsync(keyFile, ct)));
        }

        var made = Create(commonName);
        await made._pair.WriteAsync(certificateFile, keyFile, ct);
        return made;
    }

    /// <summary>Issues a certificate for servers and clients.</summary>
    public CertificatePair Issue(CertificateOptions options)
    {
        using var issuer = X509Certificate2.CreateFromPem(_pair.CertificatePem, _pair.KeyPem);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Subject(options), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerAuthentication, ClientAuthentication], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        if (options.AlternativeNames.Count > 0)
        {
            request.CertificateExtensions.Add(AlternativeNames(options.AlternativeNames));
        }

        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(issuer, now + options.ValidFrom, now + options.ValidUntil, RandomNumberGenerator.GetBytes(16));
        return new(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static X500DistinguishedName Subject(CertificateOptions options)
    {
        var name = new X500DistinguishedNameBuilder();
        foreach (var organization in options.Organizations)
        {
            name.AddOrganizationName(organization);
        }

        name.AddCommonName(options.CommonName);
        return name.Build();
    }

    private static X509Extension AlternativeNames(IReadOnlyList<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        return builder.Build();
    }
}
