using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mooring.Engine;

/// <summary>Where an engine is and how long to wait for it. Immutable; <see cref="CreateClient"/> gives the client.</summary>
/// <param name="EndpointBaseUri">
/// <c>unix:///path</c>, <c>tcp://host:port</c> (TLS if credentials are given), <c>https://host:port</c> or <c>http://host:port</c>.
/// Without a port, 2376 is used with TLS and 2375 without.
/// </param>
/// <param name="Credentials">TLS material; null for unix sockets and plain TCP.</param>
public sealed record DockerClientConfiguration(Uri EndpointBaseUri, TlsCredentials? Credentials = null)
{
    /// <summary>Longest wait for a connection: name look-up, TCP and TLS handshake together. A dead host fails within this time.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest duration of an ordinary call, reply body included, and of the wait for a stream to begin.</summary>
    public TimeSpan DefaultTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest silence in a progress stream (pull, load, build) before it is given up.</summary>
    public TimeSpan ProgressIdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most connections open at once for ordinary calls; further calls wait for one.</summary>
    public int MaxConnections { get; init; } = 16;

    /// <summary>Most connections open at once for streams (events, logs, waits, pulls, proxied requests); further streams wait for one.</summary>
    public int MaxStreams { get; init; } = 256;

    /// <summary>How long an unused connection is kept.</summary>
    public TimeSpan ConnectionIdleTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Source of time for timeouts and certificate validity.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where the client logs.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Where calls are counted; null to count nothing.</summary>
    public EngineMetrics? Metrics { get; init; }

    /// <summary>Creates a client; nothing is connected yet.</summary>
    /// <exception cref="ArgumentException">The endpoint's scheme is unknown, or TLS is asked for without credentials.</exception>
    /// <exception cref="InvalidTlsMaterialException">The credentials cannot be used.</exception>
    public IDockerClient CreateClient() => new DockerClient(this);
}
