using System.Text;
using Mooring.Kube.Models;
using Mooring.Pki;

namespace Mooring.Operator.Clusters;

/// <summary>Certificates as Secrets hold them: under Kubernetes' names for TLS, or under Docker's for people.</summary>
public static class CertificateSecrets
{
    private static readonly (string Ca, string Certificate, string Key) Tls = ("ca.crt", "tls.crt", "tls.key");
    private static readonly (string Ca, string Certificate, string Key) Docker = ("ca.pem", "cert.pem", "key.pem");

    /// <summary>What is wrong with an authority's Secret; null when it can sign.</summary>
    public static CertificateProblem? CheckAuthority(V1Secret secret, DateTimeOffset now) =>
        CertificateChecks.CheckAuthority(Text(secret, Tls.Certificate), Text(secret, Tls.Key), TextOrNull(secret, Tls.Ca), now);

    /// <summary>The authority of a Secret that <see cref="CheckAuthority"/> found good.</summary>
    public static CertificateAuthority LoadAuthority(V1Secret secret) =>
        CertificateAuthority.Load(Text(secret, Tls.Certificate), Text(secret, Tls.Key), TextOrNull(secret, Tls.Ca));

    /// <summary>What is stored of a client pair, for the renewal policy.</summary>
    public static RenewalInput ReadClient(ClientPair pair, V1Secret? secret, CertificateFacts authority, TimeSpan? renewBefore)
    {
        var keys = KeysOf(pair);
        return RenewalInput.Read(
            secret is null ? null : TextOrNull(secret, keys.Certificate),
            secret is null ? null : TextOrNull(secret, keys.Key),
            authority,
            CertificateUse.Client,
            null,
            renewBefore);
    }

    /// <summary>The members of a Secret for an authority.</summary>
    public static IReadOnlyDictionary<string, byte[]> Write(CertificatePair authority) => Write(authority, Tls);

    /// <summary>The members of a Secret for a client pair.</summary>
    public static IReadOnlyDictionary<string, byte[]> Write(ClientPair pair, CertificatePair content) => Write(content, KeysOf(pair));

    /// <summary>The Secret's type.</summary>
    public static string TypeOf(ClientPair pair) => pair is ClientPair.People ? "Opaque" : "kubernetes.io/tls";

    private static (string Ca, string Certificate, string Key) KeysOf(ClientPair pair) => pair is ClientPair.People ? Docker : Tls;

    private static Dictionary<string, byte[]> Write(CertificatePair content, (string Ca, string Certificate, string Key) keys) => new()
    {
        [keys.Ca] = Encoding.ASCII.GetBytes(content.AuthorityPem),
        [keys.Certificate] = Encoding.ASCII.GetBytes(content.CertificatePem),
        [keys.Key] = Encoding.ASCII.GetBytes(content.KeyPem),
    };

    private static string Text(V1Secret secret, string key) => TextOrNull(secret, key) ?? "";

    private static string? TextOrNull(V1Secret secret, string key) => secret.Data.TryGetValue(key, out var value) ? Encoding.UTF8.GetString(value) : null;
}
