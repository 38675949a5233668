using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Api;

/// <summary>What the handlers of the manager's API work with.</summary>
/// <param name="Cluster">Engines and containers.</param>
/// <param name="Facts">What the manager says of itself.</param>
/// <param name="Refresher">Brings the cache up to date.</param>
/// <param name="Placer">Chooses engines and holds their room.</param>
/// <param name="Clock">Source of time.</param>
internal sealed record ManagerContext(ClusterIndex Cluster, ManagerFacts Facts, ICacheRefresher Refresher, Placing.Placer Placer, TimeProvider Clock)
{
    /// <summary>The container a client means.</summary>
    /// <exception cref="Http.ApiException">404: there is none.</exception>
    public Placed Find(string reference) =>
        Cluster.Find(reference) ?? throw Http.ApiException.NotFound($"No such container: {reference}");

    /// <summary>The container a client means, on an engine that answers.</summary>
    /// <exception cref="Http.ApiException">404: there is none; 500: its engine does not answer.</exception>
    public Placed FindHealthy(string reference)
    {
        var placed = Find(reference);
        return placed.Engine.Health == EngineHealth.Healthy
            ? placed
            : throw new Http.ApiException(500, $"Container {reference} running on unhealthy node {placed.Engine.Name}");
    }
}
