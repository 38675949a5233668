using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mooring.Pki;

namespace Mooring.Tests.Unit.Pki;

/// <summary>OpenSSL's own client against a server with our certificates, mutual TLS over loopback.</summary>
public sealed class OpensslClientTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly CertificateAuthority Edge = CertificateAuthority.Create("edge", KeyAlgorithm.EcdsaP256, TimeSpan.FromDays(1), Now);

    [Theory]
    [InlineData("host-a", true)]
    [InlineData("host-b", false)]
    public async Task Client_of_openssl_accepts_the_host_under_its_own_name_only(string name, bool accepted)
    {
        using var timeout = new CancellationTokenSource(Deadline);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, Edge.IssueServer("host-a", SubjectAltNames.Parse("host-a"), TimeSpan.FromHours(1), Now), timeout.Token);
        using var openssl = new Openssl();
        var caller = Edge.IssueClient("operator", TimeSpan.FromHours(1), Now);

        var (code, output) = await openssl.RunAsync(
            "s_client", "-connect", listener.LocalEndpoint.ToString()!, "-servername", name, "-verify_hostname", name, "-verify_return_error", "-x509_strict",
            "-CAfile", openssl.Write("ca.pem", caller.AuthorityPem), "-cert", openssl.Write("cert.pem", caller.CertificatePem), "-key", openssl.Write("key.pem", caller.KeyPem));

        Assert.True((code == 0) == accepted, output);
        Assert.Equal(accepted ? "CN=operator" : null, await serving);
    }

    /// <summary>Serves one handshake and gives the name of the caller; null when it came to nothing.</summary>
    private static async Task<string?> ServeAsync(TcpListener listener, CertificatePair host, CancellationToken ct)
    {
        using var client = await listener.AcceptTcpClientAsync(ct);
        using var certificate = host.Load();
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPem(host.AuthorityPem);
        await using var side = new SslStream(client.GetStream());
        try
        {
            await side.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate, ClientCertificateRequired = true, CertificateChainPolicy = trust }, ct);
            return side.RemoteCertificate?.Subject;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return null;
        }
    }
}
