using Mooring.Engine.Streams;

namespace Mooring.Engine;

/// <summary>A client of one Docker Engine. Safe for concurrent use; connects on the first call, and again whenever needed.</summary>
/// <remarks>
/// Every method throws <see cref="DockerConnectionException"/> if no answer came, <see cref="DockerApiVersionException"/> if there is no API
/// version in common, <see cref="DockerApiException"/> or a type derived from it if the engine answered with an error, and
/// <see cref="OperationCanceledException"/> only if the caller cancelled.
/// </remarks>
public interface IDockerClient : IDisposable
{
    /// <summary>What the client was made from.</summary>
    DockerClientConfiguration Configuration { get; }

    /// <summary>The certificate of the latest TLS handshake, trusted or not; null without TLS and before the first handshake.</summary>
    ServerCertificate? ServerCertificate { get; }

    IContainerOperations Containers { get; }

    IExecOperations Exec { get; }

    IImageOperations Images { get; }

    INetworkOperations Networks { get; }

    IVolumeOperations Volumes { get; }

    ISystemOperations System { get; }

    /// <summary>The API version agreed with the engine; asks for it if that has not happened yet.</summary>
    ValueTask<ApiVersion> NegotiateAsync(CancellationToken ct);

    /// <summary>
    /// Passes a request on as it is: method, path and query (version prefix included, as the caller wrote it), headers and a body of any length.
    /// The response comes back whatever its status, with its body unread; disposing it frees the connection. No deadline but the caller's.
    /// </summary>
    /// <param name="request">Its URI is a path with query, such as <c>/v1.41/containers/x/stats</c>.</param>
    /// <param name="ct">Cancels until the response begins; reading its body has tokens of its own.</param>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct);

    /// <summary>
    /// Sends a request on a connection of its own and takes the connection over: attach, exec start, session. <c>Connection: Upgrade</c> and
    /// <c>Upgrade: tcp</c> are added unless the request has an <c>Upgrade</c> header.
    /// </summary>
    /// <param name="request">As for <see cref="SendAsync"/>; its body is read whole and must be small.</param>
    /// <param name="ct">Cancels until the response begins; reads and writes have tokens of their own.</param>
    /// <exception cref="DockerApiException">The engine answered with an error instead.</exception>
    Task<HijackedStream> HijackAsync(HttpRequestMessage request, CancellationToken ct);
}
