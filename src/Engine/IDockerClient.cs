namespace Mooring.Engine;

/// <summary>A client of one Docker Engine. Safe for concurrent use; connects on the first call, and again whenever needed.</summary>
/// <remarks>
/// Every method throws <see cref="DockerConnectionException"/> if no answer came, <see cref="DockerApiVersionException"/> if there is no API
/// version in common, <see cref="DockerApiException"/> or a type derived from it if the engine answered with an error, and
/// <see cref="OperationCanceledException"/> only if the caller cancelled.
/// </remarks>
public interface IDockerClient : IDisposable
{
    DockerClientConfiguration Configuration { get; }

    /// <summary>The certificate of the latest TLS handshake, trusted or not; null without TLS and before the first handshake.</summary>
    ServerCertificate? ServerCertificate { get; }

    IContainerOperations Containers { get; }

    ISystemOperations System { get; }
}
