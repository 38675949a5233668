using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Hosts;

namespace Mooring.Tests.Integration.Testbed;

[Collection(TestbedGroup.Name)]
public sealed class HostCertificateTests(TestbedFixture fixture)
{
    private static readonly Uri Ping = new("_ping", UriKind.Relative);

    public static TheoryData<string> Faults => ["wrong authority", "expired", "wrong name"];

    [RealTheory, MemberData(nameof(Faults))]
    public async Task Client_refuses_an_engine_whose_certificate_is(string fault)
    {
        var testbed = await fixture.StartAsync();
        var host = testbed.Hosts[2];
        using var client = host.CreateClient();
        var names = fault == "wrong name" ? ["other.example"] : new[] { $"{host.Address}" };
        var authority = fault == "wrong authority" ? Authority.Create("stranger") : testbed.EngineAuthority;
        var until = TimeSpan.FromDays(fault == "expired" ? -1 : 1);
        var pair = authority.Issue(new CertificateOptions(host.Name) { AlternativeNames = names, ValidFrom = TimeSpan.FromDays(-2), ValidUntil = until });

        await host.UseCertificatesAsync(new EngineCertificates(testbed.EngineAuthority.CertificatePem, pair));
        var refused = await Record.ExceptionAsync(() => client.GetStringAsync(Ping));
        await host.UseCertificatesAsync(null);

        Assert.Equal(HttpRequestError.SecureConnectionError, Assert.IsType<HttpRequestException>(refused).HttpRequestError);
        Assert.Equal("OK", await client.GetStringAsync(Ping));
    }

    [RealFact]
    public async Task Engine_refuses_a_client_of_an_authority_it_does_not_trust()
    {
        var testbed = await fixture.StartAsync();
        var host = testbed.Hosts[2];
        using var client = host.CreateClient();
        var own = testbed.EngineAuthority.Issue(new CertificateOptions(host.Name) { AlternativeNames = [$"{host.Address}"] });

        await host.UseCertificatesAsync(new EngineCertificates(Authority.Create("stranger").CertificatePem, own));
        var refused = await Record.ExceptionAsync(() => client.GetStringAsync(Ping));
        await host.UseCertificatesAsync(null);

        Assert.IsType<HttpRequestException>(refused);
    }

    [RealFact]
    public async Task Plain_port_speaks_without_tls()
    {
        var testbed = await fixture.StartAsync();
        var host = await testbed.AddHostAsync(new DockerHostOptions("plain") { Port = EnginePort.Plain });
        using var client = host.CreateClient();

        var answer = await client.GetStringAsync(Ping);
        await testbed.RemoveHostAsync(host);

        Assert.Equal("OK", answer);
        Assert.Equal(2375, host.Endpoint.Port);
    }
}
