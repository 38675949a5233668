namespace Mooring.Swarm.Cluster;

/// <summary>The labels in which a container carries what scheduling asked of it (swarm.md 4.1).</summary>
public static class SwarmLabels
{
    /// <summary>The identity that survives rescheduling: 64 hexadecimal digits.</summary>
    public const string Id = "com.docker.swarm.id";

    /// <summary>JSON array of constraints.</summary>
    public const string Constraints = "com.docker.swarm.constraints";

    /// <summary>JSON array of affinities.</summary>
    public const string Affinities = "com.docker.swarm.affinities";

    /// <summary>JSON array of whitelists.</summary>
    public const string Whitelists = "com.docker.swarm.whitelists";

    /// <summary>JSON array of at most one policy.</summary>
    public const string ReschedulePolicies = "com.docker.swarm.reschedule-policies";

    /// <summary>Set by engines on the containers of Swarm-mode tasks.</summary>
    public const string Task = "com.docker.swarm.task";
}
