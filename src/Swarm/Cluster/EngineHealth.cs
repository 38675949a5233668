namespace Mooring.Swarm.Cluster;

/// <summary>The states of an engine that <c>/info</c> shows (swarm.md 3.1).</summary>
public enum EngineHealth
{
    /// <summary>Registered, but never reached or not accepted.</summary>
    Pending,

    /// <summary>Answers.</summary>
    Healthy,

    /// <summary>Failed too often in a row; what is known of it is shown as it was.</summary>
    Unhealthy,
}
