using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Tests.Testbed.Certificates;

/// <summary>HTTP for servers whose certificate a testbed's own authority issued.</summary>
public static class TrustedHttp
{
    /// <summary>A handler that trusts this authority alone. The caller disposes it, as a rule with its client.</summary>
    public static SocketsHttpHandler Handler(string authorityPem) => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(5),
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(authorityPem) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };
}
