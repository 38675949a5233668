using Mooring.Tests.Testbed.Hosts;

namespace Mooring.Tests.Testbed;

/// <summary>What an instance consists of.</summary>
public sealed record TestbedOptions
{
    /// <summary>The name of the instance behind <c>make up</c>.</summary>
    public const string DefaultName = "mooring";

    /// <summary>The network number of <see cref="DefaultName"/>; it is kept free of other instances.</summary>
    public const byte DefaultSubnet = 199;

    /// <summary>Its name, or null for one made of the network's number.</summary>
    public string? Name { get; init; }

    /// <summary>The third part of its network, 1 to 254, or null for a free one.</summary>
    public byte? Subnet { get; init; }

    /// <summary>The instance outlives the process that started it; otherwise it ends with that process, however it ends.</summary>
    public bool Detached { get; init; }

    /// <summary>etcd and kube-apiserver are wanted.</summary>
    public bool ControlPlane { get; init; } = true;

    /// <summary>The Docker hosts.</summary>
    public IReadOnlyList<DockerHostOptions> Hosts { get; init; } = DemoHosts.Create(3);

}
