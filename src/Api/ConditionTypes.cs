namespace Mooring.Api;

/// <summary>
/// Condition types. Ready is always present; Reconciling and Stalled only while True, as kstatus expects; IdentityConflict likewise. All others are present
/// from the first visit on, Unknown if need be.
/// </summary>
public static class ConditionTypes
{
    /// <summary>All kinds: the object is what its spec asks for, and works.</summary>
    public const string Ready = "Ready";

    /// <summary>All kinds: the operator is working on a change. Present only while True.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>All kinds: the operator cannot get on without a change by a person. Present only while True.</summary>
    public const string Stalled = "Stalled";

    /// <summary>DockerNode: the engine answers.</summary>
    public const string Reachable = "Reachable";

    /// <summary>DockerNode: both sides of the connection are authenticated, and stay so for a while.</summary>
    public const string TlsReady = "TLSReady";

    /// <summary>DockerNode: certificates, engine settings and firewall are on the host as declared.</summary>
    public const string Bootstrapped = "Bootstrapped";

    /// <summary>DockerNode: the engine is registered where its Cluster's managers look.</summary>
    public const string Registered = "Registered";

    /// <summary>DockerNode: new containers may be put on the host.</summary>
    public const string Schedulable = "Schedulable";

    /// <summary>DockerNode: another DockerNode shows the same engine; neither is written to. Present only while True.</summary>
    public const string IdentityConflict = "IdentityConflict";

    /// <summary>Cluster: there is a CA and it can issue certificates.</summary>
    public const string CaReady = "CAReady";

    /// <summary>Cluster: the discovery store answers and lists the right engines.</summary>
    public const string DiscoveryReady = "DiscoveryReady";

    /// <summary>Cluster: an agent runs on every member host.</summary>
    public const string AgentsReady = "AgentsReady";

    /// <summary>Cluster: the wanted managers run and one of them leads.</summary>
    public const string ManagersReady = "ManagersReady";

    /// <summary>Placement: every wanted container has a host.</summary>
    public const string Scheduled = "Scheduled";

    /// <summary>Placement: the current revision is getting on, or is rolled out.</summary>
    public const string Progressing = "Progressing";

    /// <summary>Placement: enough containers are available.</summary>
    public const string Available = "Available";
}
