using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Mooring.Pki;

namespace Mooring.Tests.Unit.Pki;

/// <summary>Real mutual TLS over loopback, with certificates valid today as the handshake knows no other clock.</summary>
public sealed class HandshakeTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly CertificateAuthority Edge = CertificateAuthority.Create("edge", KeyAlgorithm.EcdsaP256, TimeSpan.FromDays(1), Now);
    private static readonly CertificatePair HostA = Edge.IssueServer("host-a", SubjectAltNames.Parse("host-a"), TimeSpan.FromHours(1), Now);
    private static readonly CertificatePair Caller = Edge.IssueClient("operator", TimeSpan.FromHours(1), Now);

    [Fact]
    public async Task Host_and_caller_accept_each_other() => Assert.Equal((true, true), await ShakeAsync(HostA, Caller, "host-a"));

    [Fact]
    public async Task Caller_refuses_host_a_under_the_name_of_host_b() => Assert.False((await ShakeAsync(HostA, Caller, "host-b")).Caller);

    [Fact]
    public async Task Host_refuses_the_certificate_of_a_host_as_caller() => Assert.False((await ShakeAsync(HostA, HostA, "host-a")).Host);

    [Fact]
    public async Task Caller_refuses_a_client_certificate_as_host() => Assert.False((await ShakeAsync(Caller, Caller, "operator")).Caller);

    [Fact]
    public async Task Host_refuses_a_caller_of_another_authority()
    {
        var stranger = CertificateAuthority.Create("edge", KeyAlgorithm.EcdsaP256, TimeSpan.FromDays(1), Now).IssueClient("operator", TimeSpan.FromHours(1), Now);

        Assert.False((await ShakeAsync(HostA, stranger.WithAuthorities(Edge.Pair.AuthorityPem), "host-a")).Host);
    }

    /// <summary>Whether each side was content with the other.</summary>
    private static async Task<(bool Host, bool Caller)> ShakeAsync(CertificatePair host, CertificatePair caller, string name)
    {
        using var timeout = new CancellationTokenSource(Deadline);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        var accepting = listener.AcceptTcpClientAsync(timeout.Token).AsTask();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, timeout.Token);
        using var server = await accepting;

        using var hostCertificate = host.Load();
        using var callerCertificate = caller.Load();
        await using var hostSide = new SslStream(server.GetStream());
        await using var callerSide = new SslStream(client.GetStream());
        var hostTask = ContentAsync(hostSide, hostSide.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = hostCertificate, ClientCertificateRequired = true, CertificateChainPolicy = Trust(host) }, timeout.Token));
        var callerTask = ContentAsync(callerSide, callerSide.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = name, ClientCertificates = [callerCertificate], CertificateChainPolicy = Trust(caller) }, timeout.Token));
        return (await hostTask, await callerTask);
    }

    private static async Task<bool> ContentAsync(SslStream side, Task handshake)
    {
        try
        {
            await handshake;
            return true;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            // The other side is to learn of it now rather than wait for its deadline.
            side.Close();
            return false;
        }
    }

    private static X509ChainPolicy Trust(CertificatePair pair)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(pair.AuthorityPem);
        return policy;
    }
}
