using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mooring.Kube.Configuration;

namespace Mooring.Kube.Transport;

/// <summary>How the API server's certificate is judged.</summary>
internal static class ServerTrust
{
    /// <summary>TLS settings for one configuration and one client certificate.</summary>
    public static SslClientAuthenticationOptions Options(KubernetesClientConfiguration config, X509Certificate2? client)
    {
        var options = new SslClientAuthenticationOptions();
        if (config.Authorities is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                VerificationFlags = X509VerificationFlags.NoFlag,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        if (config.SkipTlsVerify)
        {
            // The kubeconfig says so; there is no other way to get here.
#pragma warning disable CA5359
            options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        if (client is not null)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(client, null, offline: true);
        }

        return options;
    }
}
