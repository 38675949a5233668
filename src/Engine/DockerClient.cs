using Mooring.Engine.Operations;
using Mooring.Engine.Transport;

namespace Mooring.Engine;

/// <inheritdoc cref="IDockerClient"/>
internal sealed class DockerClient : IDockerClient
{
    private readonly EngineTransport _transport;

    public DockerClient(DockerClientConfiguration configuration)
    {
        Configuration = configuration;
        _transport = new(configuration);
        Containers = new ContainerOperations(_transport);
        System = new SystemOperations(_transport);
    }

    public DockerClientConfiguration Configuration { get; }

    public ServerCertificate? ServerCertificate => _transport.Connector.ServerCertificate;

    public IContainerOperations Containers { get; }

    public ISystemOperations System { get; }

    public void Dispose() => _transport.Dispose();
}
