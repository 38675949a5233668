using Microsoft.Extensions.Logging;
using Mooring.Engine;
using Mooring.Fleet.Snapshots;

namespace Mooring.Fleet.Monitors;

/// <summary>What all monitors share.</summary>
internal sealed record FleetContext(FleetOptions Options, TimeProvider Clock, ILoggerFactory Loggers, FleetMetrics? Metrics, EngineMetrics? EngineMetrics)
{
    private readonly ILogger _engineLog = Loggers.CreateLogger<IDockerClient>();
    private long _revision;

    public SnapshotReader Reader { get; } = new(new TextPool());

    public ILogger Log { get; } = Loggers.CreateLogger<EngineFleet>();

    public long NextRevision() => Interlocked.Increment(ref _revision);

    public IDockerClient CreateClient(EngineRegistration registration) => new DockerClientConfiguration(registration.Endpoint, registration.Credentials)
    {
        // Shorter than a probe, so that the probe can say that the connection was the trouble.
        ConnectTimeout = registration.Probe.Timeout * 0.9 < Options.ConnectTimeout ? registration.Probe.Timeout * 0.9 : Options.ConnectTimeout,
        DefaultTimeout = Options.CallTimeout,
        Clock = Clock,
        Logger = _engineLog,
        Metrics = EngineMetrics,
    }.CreateClient();
}
