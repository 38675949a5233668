using Mooring.Engine;
using Mooring.Swarm.Tls;

namespace Mooring.Swarm.Monitoring;

/// <summary>Makes clients for addresses of discovery, with this process's own certificate where there is one.</summary>
internal sealed class EngineClients(TlsIdentity? tls, TimeProvider clock)
{
    /// <summary>A client for <c>host:port</c>; nothing is connected yet.</summary>
    public IDockerClient Create(string address) =>
        new DockerClientConfiguration(new Uri("tcp://" + address), tls is null ? null : new TlsCredentials(tls.Pem.Authority, tls.Pem.Certificate, tls.Pem.Key))
        {
            Clock = clock,
        }.CreateClient();
}
