using System.Net;
using Mooring.Tests.Testbed.Certificates;

namespace Mooring.Tests.Testbed.Kubernetes;

/// <summary>Where an etcd listens and whom it trusts.</summary>
/// <param name="Name">Name of its folder and log within the instance.</param>
/// <param name="Address">The address to listen on.</param>
/// <param name="ClientPort">Port of clients; the port above it is for peers.</param>
public sealed record EtcdOptions(string Name, IPAddress Address, int ClientPort = 2379)
{
    /// <summary>When set, etcd speaks TLS, with a certificate of this authority, and asks clients for one of it too.</summary>
    public Authority? Authority { get; init; }
}
