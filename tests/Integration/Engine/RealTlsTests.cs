using Mooring.Engine;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Hosts;

namespace Mooring.Tests.Integration.Engine;

/// <summary>What the client says of real engines that are not as they should be.</summary>
[Collection(EnginesGroup.Name)]
public sealed class RealTlsTests(EnginesFixture engines)
{
    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Client_of_another_authority_is_rejected_by_the_engine_and_told_so(EngineRelease release)
    {
        var pair = Authority.Create("somebody else").Issue(new CertificateOptions("stranger"));
        var credentials = await engines.CredentialsAsync();

        foreach (var offered in (TlsCredentials[])[credentials with { CertificatePem = pair.CertificatePem, KeyPem = pair.KeyPem }, credentials with { CertificatePem = null, KeyPem = null }])
        {
            // The alert races with the reset of the connection, so once proves nothing.
            for (var i = 0; i < 10; i++)
            {
                var fault = await FaultAsync(release, offered);
                Assert.Equal(ConnectionFault.ClientCertificateRejected, fault.Fault);
                Assert.NotNull(fault.Certificate);
            }
        }
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Engine_of_another_authority_is_untrusted_unless_pinned(EngineRelease release)
    {
        var credentials = await engines.CredentialsAsync() with { CaPem = Authority.Create("somebody else").CertificatePem };

        var fault = await FaultAsync(release, credentials);
        using var pinned = Client(await engines.HostAsync(release), credentials with { PinnedSha256 = fault.Certificate!.Sha256Fingerprint });

        Assert.Equal(ConnectionFault.UntrustedCertificate, fault.Fault);
        Assert.Contains("CN=testbed engines", fault.Message, StringComparison.Ordinal);
        await pinned.System.PingAsync(default);
    }

    [RealFact]
    public async Task Engine_with_an_expired_or_wrong_certificate_is_named_with_its_fault()
    {
        var (testbed, host) = (await engines.StartAsync(), await engines.HostAsync(EngineRelease.Installed));
        var authority = testbed.EngineAuthority;
        string[] names = [host.Address.ToString()];
        var expired = authority.Issue(new CertificateOptions("host") { AlternativeNames = names, ValidFrom = TimeSpan.FromDays(-9), ValidUntil = TimeSpan.FromDays(-1) });
        var misnamed = authority.Issue(new CertificateOptions(host.Address.ToString()) { AlternativeNames = ["other.example", "10.9.9.9"] });
        try
        {
            await host.UseCertificatesAsync(new(authority.CertificatePem, expired));
            var late = await FaultAsync(EngineRelease.Installed, await engines.CredentialsAsync());
            await host.UseCertificatesAsync(new(authority.CertificatePem, misnamed));
            var wrong = await FaultAsync(EngineRelease.Installed, await engines.CredentialsAsync());

            Assert.Equal(ConnectionFault.CertificateExpired, late.Fault);
            Assert.True(late.Certificate!.NotAfter < TimeProvider.System.GetUtcNow());
            Assert.Equal(ConnectionFault.WrongHostName, wrong.Fault);
            Assert.Contains("other.example, 10.9.9.9", wrong.Message, StringComparison.Ordinal);
        }
        finally
        {
            await host.UseCertificatesAsync(null);
        }
    }

    [RealFact]
    public async Task Plain_and_tls_ports_are_told_apart()
    {
        var testbed = await engines.StartAsync();
        var plain = await testbed.AddHostAsync(new DockerHostOptions("plain") { Port = EnginePort.Plain });
        try
        {
            using var wrong = new DockerClientConfiguration(plain.Endpoint, await engines.CredentialsAsync()).CreateClient();
            using var right = new DockerClientConfiguration(plain.Endpoint).CreateClient();
            using var reverse = new DockerClientConfiguration((await engines.HostAsync(EngineRelease.Installed)).Endpoint).CreateClient();

            Assert.Equal(ConnectionFault.PlainHttpOnTlsPort, (await Assert.ThrowsAsync<DockerConnectionException>(() => wrong.System.PingAsync(default))).Fault);
            Assert.Equal(ConnectionFault.TlsOnPlainPort, (await Assert.ThrowsAsync<DockerConnectionException>(() => reverse.System.PingAsync(default))).Fault);
            await right.System.PingAsync(default);
        }
        finally
        {
            await testbed.RemoveHostAsync(plain);
        }
    }

    [RealFact]
    public async Task Unix_socket_needs_no_credentials()
    {
        using var client = new DockerClientConfiguration(new Uri("unix://" + (await engines.HostAsync(EngineRelease.Newest)).Socket)).CreateClient();

        Assert.Equal("linux", (await client.System.GetSystemInfoAsync(default)).OSType);
    }

    private static IDockerClient Client(DockerHost host, TlsCredentials credentials) => new DockerClientConfiguration(host.Endpoint, credentials).CreateClient();

    private async Task<DockerConnectionException> FaultAsync(EngineRelease release, TlsCredentials credentials)
    {
        using var client = Client(await engines.HostAsync(release), credentials);
        return await Assert.ThrowsAsync<DockerConnectionException>(() => client.System.GetVersionAsync(default));
    }
}
