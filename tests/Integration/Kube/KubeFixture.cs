using Mooring.Kube.Client;
using Mooring.Kube.Configuration;
using Mooring.Kube.Models;
using Mooring.Tests.Fakes.Kube;
using Mooring.Tests.Testbed.Kubernetes;

namespace Mooring.Tests.Integration.Kube;

/// <summary>Clients of the shared instance's API server, and the kind <see cref="Widget"/> on it.</summary>
public sealed class KubeFixture(TestbedFixture testbed) : IAsyncLifetime
{
    private readonly List<Kubernetes> _clients = [];
    private bool _hasWidgets;

    /// <summary>The control plane, running.</summary>
    public async Task<ControlPlane> ControlPlaneAsync() => (await testbed.StartAsync()).ControlPlane;

    /// <summary>A client with all rights; lives as long as this fixture.</summary>
    public async Task<Kubernetes> ClientAsync(KubernetesClientOptions? options = null)
    {
        var cluster = await ControlPlaneAsync();
        if (!_hasWidgets)
        {
            await cluster.KubectlAsync(["apply", "-f", "-"], Widget.Definition);
            await cluster.KubectlAsync(["wait", "--for=condition=Established", "--timeout=30s", "crd/widgets.test.mooring.dev"]);
            _hasWidgets = true;
        }

        return Connect(KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.KubeconfigFile), options);
    }

    /// <summary>A client of any configuration; lives as long as this fixture.</summary>
    public Kubernetes Connect(KubernetesClientConfiguration config, KubernetesClientOptions? options = null)
    {
        var client = new Kubernetes(config, options ?? new(), TimeProvider.System);
        _clients.Add(client);
        return client;
    }

    /// <summary>A new namespace of the test alone.</summary>
    public static async Task<string> NamespaceAsync(IKubernetes kube)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var name = $"kube-{Guid.NewGuid():N}";
        await kube.CreateAsync(KubeResources.Namespaces, new V1Namespace(new(name)), limit.Token);
        return name;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        return Task.CompletedTask;
    }
}
