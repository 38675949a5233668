using Mooring.Engine;
using Mooring.Swarm.Tls;

namespace Mooring.Swarm.Monitoring;

/// <summary>Makes clients for addresses of discovery, with this process's own certificate where there is one.</summary>
internal sealed class EngineClients(TlsIdentity? tls, TimeProvider clock)
{
    private const int StreamsOfAllClients = 16 * 1024;
    private static readonly TimeSpan QuickConnect = TimeSpan.FromSeconds(2);

    /// <summary>A client for <c>host:port</c>; nothing is connected yet.</summary>
    public IDockerClient Create(string address) => Configure(address).CreateClient();

    /// <summary>A client for the primary manager, over which every request of a replica's clients goes.</summary>
    public IDockerClient CreateForPrimary(string address) => (Configure(address) with { MaxStreams = StreamsOfAllClients, ConnectTimeout = QuickConnect }).CreateClient();

    /// <summary>A client that is only to find out whether an engine answers at all.</summary>
    public IDockerClient CreateForProbe(string address) => (Configure(address) with { DefaultTimeout = QuickConnect, ConnectTimeout = QuickConnect }).CreateClient();

    private DockerClientConfiguration Configure(string address) =>
        new(new Uri("tcp://" + address), tls is null ? null : new TlsCredentials(tls.Pem.Authority, tls.Pem.Certificate, tls.Pem.Key)) { Clock = clock };
}
