using System.Collections.Frozen;
using Mooring.Engine;

namespace Mooring.Fleet.Snapshots;

/// <summary>
/// Everything known of one engine at one moment. Immutable and replaced whole, so it can be read without locks; parts that did not change are the
/// same instances as before.
/// </summary>
/// <param name="Key">The caller's name for the engine.</param>
/// <param name="Endpoint">Where it is.</param>
public sealed record EngineSnapshot(string Key, Uri Endpoint)
{
    public EngineState State { get; init; }

    /// <summary>What the latest probe or connection attempt failed with; null after a success.</summary>
    public DockerException? LastError { get; init; }

    /// <summary>Probes failed in a row.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>
    /// Whether as many probes in a row failed as the threshold says, and not as many succeeded since. Unlike <see cref="State"/> this holds also
    /// for an engine that was never reached.
    /// </summary>
    public bool IsDown { get; init; }

    /// <summary>Probes answered in a row.</summary>
    public int ConsecutiveSuccesses { get; init; }

    /// <summary>When the engine last answered anything; null if never.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>When <see cref="State"/> last changed.</summary>
    public DateTimeOffset StateSince { get; init; }

    /// <summary>Duration of the latest answered ping.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How far the engine's clock is ahead of ours, to within <see cref="Latency"/>; negative if it is behind.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>Certificate of the latest handshake, trusted or not; null without TLS.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>Null until the engine answered for the first time.</summary>
    public EngineFacts? Facts { get; init; }

    /// <summary>False until containers, images, networks and volumes were read once.</summary>
    public bool IsSynced { get; init; }

    /// <summary>When the latest full list was complete.</summary>
    public DateTimeOffset? LastSync { get; init; }

    /// <summary>Time of the latest event, in nanoseconds on the engine's clock; 0 if none was seen.</summary>
    public long LastEventNano { get; init; }

    /// <summary>All containers by full ID, running or not.</summary>
    public IReadOnlyDictionary<string, ContainerSnapshot> Containers { get; init; } = FrozenDictionary<string, ContainerSnapshot>.Empty;

    public IReadOnlyList<ImageSnapshot> Images { get; init; } = [];

    public IReadOnlyList<NetworkSnapshot> Networks { get; init; } = [];

    public IReadOnlyList<VolumeSnapshot> Volumes { get; init; } = [];

    /// <summary>
    /// Grows with every change in the fleet that readers are told; two snapshots of one revision differ at most in the figures of the probe.
    /// </summary>
    public long Revision { get; init; }

    /// <summary>Key and state, for logs.</summary>
    public override string ToString() => $"{Key} {State} r{Revision}";
}
