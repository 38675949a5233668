using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>Agents and managers run on the hosts as containers.</summary>
/// <param name="Image">Image of the swarm runtime.</param>
/// <param name="Agent">The agent on every host, which keeps it registered.</param>
/// <param name="Manager">The managers, which serve one Docker API for all hosts.</param>
public sealed record SwarmSpec(
    [Length(1, 512)] string Image = "mooring/swarm",
    AgentSpec? Agent = null,
    ManagerSpec? Manager = null)
{
    public AgentSpec Agent { get; init; } = Agent ?? new();
    public ManagerSpec Manager { get; init; } = Manager ?? new();
}

/// <summary>Settings of the agents.</summary>
/// <param name="Heartbeat">Time between registrations, at least 1s.</param>
/// <param name="Ttl">How long a registration lives; longer than the heartbeat.</param>
/// <param name="Delay">Upper bound of a random wait before the first registration.</param>
public sealed record AgentSpec(GoDuration? Heartbeat = null, GoDuration? Ttl = null, GoDuration? Delay = null)
{
    public GoDuration Heartbeat { get; init; } = Heartbeat ?? GoDuration.FromSeconds(60);
    public GoDuration Ttl { get; init; } = Ttl ?? GoDuration.FromSeconds(180);
    public GoDuration Delay { get; init; } = Delay ?? GoDuration.Zero;
}

/// <summary>Settings of the managers.</summary>
/// <param name="Replicas">How many. Absent: one on every host that may carry one. Zero: none.</param>
/// <param name="NodeSelector">Hosts that may carry one, by their labels. Absent: every host.</param>
/// <param name="Port">TCP port of the cluster's Docker API.</param>
/// <param name="Strategy">How managers place containers.</param>
/// <param name="Filters">Which filters they apply, in this order. Empty: all.</param>
/// <param name="OvercommitPercent">How much more than a host has may be asked for, in percent; negative to keep some free.</param>
/// <param name="Replication">Whether managers elect a primary.</param>
/// <param name="ReplicationTtl">How long a dead primary keeps its lock, at least 1s.</param>
/// <param name="Tls">What managers demand of clients.</param>
public sealed record ManagerSpec(
    [Minimum(0), Maximum(1000)] int? Replicas = null,
    LabelSelector? NodeSelector = null,
    [Minimum(1), Maximum(65535)] int Port = 3376,
    PlacementStrategy Strategy = PlacementStrategy.Spread,
    [Items(0, 7)] IReadOnlyList<SwarmFilter>? Filters = null,
    [Minimum(-99), Maximum(1000)] int OvercommitPercent = 5,
    ManagerReplication Replication = ManagerReplication.Auto,
    GoDuration? ReplicationTtl = null,
    ManagerTls Tls = ManagerTls.Mutual)
{
    public IReadOnlyList<SwarmFilter> Filters { get; init; } = Filters ?? [];
    public GoDuration ReplicationTtl { get; init; } = ReplicationTtl ?? GoDuration.FromSeconds(20);
}

/// <summary>Whether managers elect a primary.</summary>
public enum ManagerReplication
{
    /// <summary>When the discovery store has locks: Etcd, Consul, ZooKeeper.</summary>
    Auto,

    /// <summary>Never: each manager acts alone.</summary>
    Disabled,
}

/// <summary>What managers demand of clients.</summary>
public enum ManagerTls
{
    /// <summary>A client certificate of the Cluster's CA.</summary>
    Mutual,

    /// <summary>Nothing, over plain TCP: anyone who reaches the port is root on every host.</summary>
    Disabled,
}

/// <summary>A filter of the managers' scheduler.</summary>
public enum SwarmFilter
{
    /// <summary>Only healthy hosts.</summary>
    Health,

    /// <summary>Only hosts whose wanted ports are free.</summary>
    Port,

    /// <summary>Only hosts with a free slot.</summary>
    ContainerSlots,

    /// <summary>Only hosts with the containers this one depends on.</summary>
    Dependency,

    /// <summary>Expressions over containers and images.</summary>
    Affinity,

    /// <summary>Expressions over hosts.</summary>
    Constraint,

    /// <summary>Lists of host names.</summary>
    Whitelist,
}
