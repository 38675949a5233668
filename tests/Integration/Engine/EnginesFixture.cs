using Mooring.Engine;
using Mooring.Tests.Testbed;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Hosts;

namespace Mooring.Tests.Integration.Engine;

/// <summary>Two real engines with mutual TLS, the oldest and the newest at hand; no Kubernetes. A test leaves them healthy and without containers.</summary>
public sealed class EnginesFixture : IAsyncLifetime
{
    private readonly Lazy<Task<TestbedInstance>> _testbed = new(() =>
    {
        RealParts.Require();
        return TestbedInstance.StartAsync(new TestbedOptions
        {
            ControlPlane = false,
            Hosts = [HostOf(EngineRelease.Installed), HostOf(EngineRelease.Newest)],
        });
    });

    /// <summary>The running instance.</summary>
    public Task<TestbedInstance> StartAsync() => _testbed.Value;

    /// <summary>The host of a release.</summary>
    public async Task<DockerHost> HostAsync(EngineRelease release) => (await StartAsync()).Host(HostOf(release).Name);

    /// <summary>A client with the instance's own certificates.</summary>
    public async Task<IDockerClient> ClientAsync(EngineRelease release) =>
        new DockerClientConfiguration((await HostAsync(release)).Endpoint, await CredentialsAsync()).CreateClient();

    /// <summary>Credentials that all hosts accept.</summary>
    public async Task<TlsCredentials> CredentialsAsync()
    {
        var authority = (await StartAsync()).EngineAuthority;
        var pair = authority.Issue(new CertificateOptions("engine tests"));
        return new(authority.CertificatePem, pair.CertificatePem, pair.KeyPem);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_testbed is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _testbed.Value).DisposeAsync();
        }
    }

    private static DockerHostOptions HostOf(EngineRelease release) => new(release == EngineRelease.Installed ? "engine-old" : "engine-new")
    {
        Engine = release,
        Labels = new Dictionary<string, string> { ["zone"] = "test" },
    };
}
