using Mooring.Kube.Client;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube;

public sealed class FakeKubeContractTests : KubernetesContract
{
    protected override IKubernetes Kube { get; } = new FakeKube();

    protected override string Namespace => "contract";
}
