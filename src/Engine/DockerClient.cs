using Mooring.Engine.Operations;
using Mooring.Engine.Streams;
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
        Exec = new ExecOperations(_transport);
        Images = new ImageOperations(_transport);
        Networks = new NetworkOperations(_transport);
        Volumes = new VolumeOperations(_transport);
        System = new SystemOperations(_transport);
    }

    public DockerClientConfiguration Configuration { get; }

    public ServerCertificate? ServerCertificate => _transport.Connector.ServerCertificate;

    public IContainerOperations Containers { get; }

    public IExecOperations Exec { get; }

    public IImageOperations Images { get; }

    public INetworkOperations Networks { get; }

    public IVolumeOperations Volumes { get; }

    public ISystemOperations System { get; }

    public ValueTask<ApiVersion> NegotiateAsync(CancellationToken ct) => _transport.NegotiateAsync(ct);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) => _transport.PassAsync(request, ct);

    public Task<HijackedStream> HijackAsync(HttpRequestMessage request, CancellationToken ct) => _transport.HijackAsync(request, ct);

    public void Dispose() => _transport.Dispose();
}
