using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>How one Docker Engine is reached and what may run on it.</summary>
/// <param name="Endpoint">
/// Where the engine listens: <c>tcp://host:2376</c> with TLS, <c>unix:///path</c>, or <c>tcp://host:2375</c> without TLS, which needs <c>tls.mode: Disabled</c>.
/// </param>
/// <param name="Tls">How the connection is secured. Required with a <c>tcp://</c> endpoint; a <c>unix://</c> one has no TLS.</param>
/// <param name="ClusterRef">The Cluster this host belongs to. A host without one stands alone, unless a Cluster selects it by label.</param>
/// <param name="Labels">Labels for scheduling. The engine's own labels count too, under their own names, and lose to these.</param>
/// <param name="Capacity">Overrides what the engine reports.</param>
/// <param name="Reserved">Kept free for the host itself: subtracted from the capacity.</param>
/// <param name="MaxContainers">Most containers that may be on the host, whoever made them. Absent: no limit.</param>
/// <param name="Availability">Whether Placements may use the host.</param>
/// <param name="Probe">How the engine's health is judged.</param>
/// <param name="Bootstrap">How the host may be reached to install certificates, engine settings and firewall. Absent: the host is prepared by hand.</param>
/// <param name="Firewall">Inbound rules of the host, beside those of its Cluster.</param>
/// <param name="DeletionPolicy">What happens to the containers made by Placements when this object is deleted.</param>
[CelRule("self.endpoint.startsWith('unix://') || has(self.tls)", Rules.TlsMissing)]
[CelRule("!self.endpoint.startsWith('unix://') || !has(self.tls) || self.tls.mode == 'Disabled'", Rules.TlsOnUnix)]
public sealed record DockerNodeSpec(
    [Length(1, 300), Pattern(Syntax.Endpoint)] string Endpoint,
    DockerNodeTls? Tls = null,
    LocalObjectReference? ClusterRef = null,
    [Items(0, 64)] IReadOnlyDictionary<string, string>? Labels = null,
    HostResources? Capacity = null,
    HostResources? Reserved = null,
    [Minimum(1)] int? MaxContainers = null,
    Availability Availability = Availability.Active,
    ProbeSpec? Probe = null,
    BootstrapSpec? Bootstrap = null,
    FirewallSpec? Firewall = null,
    NodeDeletionPolicy DeletionPolicy = NodeDeletionPolicy.Orphan)
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Labels ?? Empty.Map;
    public ProbeSpec Probe { get; init; } = Probe ?? new();
}

/// <summary>CPUs and memory of a host.</summary>
/// <param name="Cpus">Number of CPUs, such as <c>4</c> or <c>1500m</c>.</param>
/// <param name="Memory">Bytes, such as <c>8Gi</c>.</param>
public sealed record HostResources(Quantity? Cpus = null, Quantity? Memory = null);

/// <summary>When an engine counts as reachable.</summary>
/// <param name="Interval">Time from one probe to the next, 1s to 1h.</param>
/// <param name="Timeout">Longest wait for an answer, at least 100ms and not more than the interval.</param>
/// <param name="FailureThreshold">Failed probes in a row that make a reachable engine unreachable.</param>
/// <param name="SuccessThreshold">Good probes in a row that make an unreachable engine reachable again. The first contact needs one.</param>
public sealed record ProbeSpec(
    GoDuration? Interval = null,
    GoDuration? Timeout = null,
    [Minimum(1), Maximum(100)] int FailureThreshold = 3,
    [Minimum(1), Maximum(100)] int SuccessThreshold = 2)
{
    public GoDuration Interval { get; init; } = Interval ?? GoDuration.FromSeconds(10);
    public GoDuration Timeout { get; init; } = Timeout ?? GoDuration.FromSeconds(3);
}

/// <summary>Whether a host takes part in scheduling.</summary>
public enum Availability
{
    /// <summary>Takes new containers.</summary>
    Active,

    /// <summary>Keeps what it has and takes nothing new.</summary>
    Pause,

    /// <summary>Takes nothing new, and what Placements put there moves away.</summary>
    Drain,
}

/// <summary>What happens to a host's containers when its DockerNode is deleted.</summary>
public enum NodeDeletionPolicy
{
    /// <summary>They keep running.</summary>
    Orphan,

    /// <summary>Those made by Mooring are removed; nothing else is touched.</summary>
    Purge,
}
