using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>Judges certificates by name of what is wrong, the most basic problem first. Null means that nothing is.</summary>
public static class CertificateChecks
{
    /// <summary>Judges the texts of a pair for one use.</summary>
    /// <param name="certificatePem">The certificate, then its intermediates.</param>
    /// <param name="keyPem">Its private key.</param>
    /// <param name="authorityPem">The authorities it must chain to.</param>
    /// <param name="use">The side of TLS it is wanted for.</param>
    /// <param name="hosts">Names and addresses a server certificate must cover; empty for a client.</param>
    /// <param name="now">The time at which it must be valid.</param>
    public static CertificateProblem? CheckPair(
        string certificatePem, string keyPem, string authorityPem, CertificateUse use, IReadOnlyList<string> hosts, DateTimeOffset now)
    {
        try
        {
            return CheckPair(CertificatePair.Parse(certificatePem, keyPem, authorityPem), use, hosts, now);
        }
        catch (CertificateException e)
        {
            return e.Problem;
        }
    }

    /// <summary>Judges a pair for one use; parameters as in the other overload.</summary>
    public static CertificateProblem? CheckPair(CertificatePair pair, CertificateUse use, IReadOnlyList<string> hosts, DateTimeOffset now)
    {
        using var chain = Pem.ReadCertificates(pair.CertificatePem, "certificate");
        using var roots = Pem.ReadCertificates(pair.AuthorityPem, "authority bundle");
        return CheckCrypto(chain)
            ?? CheckCrypto(roots)
            ?? CheckValidity(chain, now)
            ?? CheckNames(chain[0], use == CertificateUse.Server ? hosts : null)
            ?? CheckTrust(chain, roots, [use], now);
    }

    /// <summary>Judges the texts of an authority that is to sign for a cluster, servers and clients alike.</summary>
    /// <param name="certificatePem">The authority's certificate, then the intermediates above it.</param>
    /// <param name="keyPem">Its private key.</param>
    /// <param name="rootPem">The roots; null when it is the root itself.</param>
    /// <param name="now">The time at which it must be valid.</param>
    public static CertificateProblem? CheckAuthority(string certificatePem, string keyPem, string? rootPem, DateTimeOffset now)
    {
        try
        {
            var pair = CertificatePair.Parse(certificatePem, keyPem, rootPem);
            using var chain = Pem.ReadCertificates(pair.CertificatePem, "certificate");
            using var roots = Pem.ReadCertificates(pair.AuthorityPem, "authority bundle");
            return CheckCrypto(chain) ?? CheckCrypto(roots) ?? CheckMaySign(chain[0]) ?? CheckValidity(chain, now) ?? CheckTrust(chain, roots, Enum.GetValues<CertificateUse>(), now);
        }
        catch (CertificateException e)
        {
            return e.Problem;
        }
    }

    internal static CertificateProblem? CheckValidity(CertificateFacts facts, DateTimeOffset now) => facts switch
    {
        // At its very last second OpenSSL already refuses it, Go not yet.
        _ when now >= facts.NotAfter => new(CertificateFlaw.Expired, $"Certificate '{facts.Subject}' expired at {facts.NotAfter:u}; renew it"),
        _ when now < facts.NotBefore => new(
            CertificateFlaw.NotYetValid, $"Certificate '{facts.Subject}' is valid only from {facts.NotBefore:u}; check the clocks"),
        _ => null,
    };

    private static CertificateProblem? CheckValidity(CertificateList chain, DateTimeOffset now) =>
        chain.Select(certificate => CheckValidity(CertificateFacts.Read(certificate), now)).FirstOrDefault(problem => problem is not null);

    private static CertificateProblem? CheckCrypto(CertificateList chain) => chain
        .Select(certificate => Strength.WeaknessOf(certificate) is { } weakness
            ? new CertificateProblem(CertificateFlaw.WeakCrypto, $"Certificate '{certificate.Subject}' {weakness}")
            : null)
        .FirstOrDefault(problem => problem is not null);

    private static CertificateProblem? CheckMaySign(X509Certificate2 certificate) => CertificateFacts.Read(certificate).IsAuthority
        ? null
        : new(CertificateFlaw.NotACA, $"Certificate '{certificate.Subject}' may not sign others: it needs CA:true and, where it states a key usage, keyCertSign");

    private static CertificateProblem? CheckNames(X509Certificate2 certificate, IReadOnlyList<string>? hosts)
    {
        if (hosts is null)
        {
            return null;
        }

        var names = SubjectAltNames.Of(certificate);
        var missing = hosts.Where(host => names.All.Count == 0 || !certificate.MatchesHostname(host, allowWildcards: true, allowCommonName: false)).ToList();
        return names.All.Count > 0 && missing.Count == 0
            ? null
            : new(
                CertificateFlaw.MissingSAN,
                $"Certificate '{certificate.Subject}' has the alternative names [{names}], which do not cover {string.Join(", ", missing.DefaultIfEmpty("any host"))}; issue it with them");
    }

    private static CertificateProblem? CheckTrust(CertificateList chain, CertificateList roots, IReadOnlyList<CertificateUse> uses, DateTimeOffset now)
    {
        using var builder = new X509Chain { ChainPolicy = TrustPolicy(chain, roots, uses, now) };
        var trusted = builder.Build(chain[0]);
        var faults = builder.ChainStatus.Select(status => status.Status.ToString()).Distinct();
        foreach (var element in builder.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return trusted
            ? null
            : new(
                CertificateFlaw.Untrusted,
                $"Certificate '{chain[0].Subject}', issued by '{chain[0].Issuer}', does not verify against the authorities [{string.Join(", ", roots.Select(root => root.Subject))}]"
                + $" for use as {string.Join(" and ", uses).ToLowerInvariant()}: {string.Join(", ", faults)}");
    }

    private static X509ChainPolicy TrustPolicy(CertificateList chain, CertificateList roots, IReadOnlyList<CertificateUse> uses, DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = now.UtcDateTime,
        };
        policy.CustomTrustStore.AddRange(roots.ToArray());
        policy.ExtraStore.AddRange(chain.Skip(1).ToArray());
        foreach (var use in uses)
        {
            policy.ApplicationPolicy.Add(new Oid(Profile.OidOf(use)));
        }

        return policy;
    }
}
