using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Hosts;

namespace Mooring.Tests.Integration.Operator;

/// <summary>Hosts of each engine release for one test class, beside the shared ones and free to be spoiled. Removed with the class.</summary>
public sealed class EngineHosts(TestbedFixture fixture) : IAsyncLifetime
{
    private readonly Dictionary<string, DockerHost> _hosts = [];

    /// <summary>A host of a release, with TLS or without; the same one for the same question.</summary>
    public async Task<DockerHost> GetAsync(EngineRelease release, EnginePort port = EnginePort.Tls)
    {
        var name = $"{release}-{port}".ToLowerInvariant();
        if (!_hosts.TryGetValue(name, out var host))
        {
            host = await (await fixture.StartAsync()).AddHostAsync(new DockerHostOptions(name) { Engine = release, Port = port });
            _hosts.Add(name, host);
        }

        return host;
    }

    /// <summary>Has a host show a certificate of the instance's authority that differs from a good one as said.</summary>
    public async Task ShowAsync(DockerHost host, Func<CertificateOptions, CertificateOptions> differently)
    {
        var authority = (await fixture.StartAsync()).EngineAuthority;
        var options = differently(new CertificateOptions(host.Name) { AlternativeNames = [host.Name, $"{host.Address}"], ValidFrom = TimeSpan.FromDays(-2) });
        await host.UseCertificatesAsync(new EngineCertificates(authority.CertificatePem, authority.Issue(options)));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts.Values)
        {
            await (await fixture.StartAsync()).RemoveHostAsync(host);
        }
    }
}
