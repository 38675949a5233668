using Mooring.Kube.Client;
using Mooring.Tests.Unit.Kube;

namespace Mooring.Tests.Integration.Kube;

[Collection(TestbedGroup.Name)]
public sealed class RealKubeContractTests(KubeFixture fixture) : KubernetesContract, IClassFixture<KubeFixture>, IAsyncLifetime
{
    private IKubernetes? _kube;
    private string? _namespace;

    protected override IKubernetes Kube => _kube!;

    protected override string Namespace => _namespace!;

    public async Task InitializeAsync()
    {
        _kube = await fixture.ClientAsync();
        _namespace = await KubeFixture.NamespaceAsync(_kube);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
