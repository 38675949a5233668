using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mooring.Api;
using Mooring.Kube.Caching;
using Mooring.Kube.Models;

namespace Mooring.Operator.Hosting;

/// <summary>Ready once the first list of every kind is in. A standby is ready too: it can take over.</summary>
public sealed class CachesReadyCheck(
    IObjectCache<DockerNode> nodes, IObjectCache<Cluster> clusters, IObjectCache<Placement> placements, IObjectCache<V1Secret> secrets) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        (string Kind, bool Synced)[] caches =
        [
            (DockerNode.Plural, nodes.HasSynced), (Cluster.Plural, clusters.HasSynced), (Placement.Plural, placements.HasSynced), ("secrets", secrets.HasSynced),
        ];
        var missing = caches.Where(cache => !cache.Synced).Select(cache => cache.Kind).ToList();
        return Task.FromResult(missing.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"waiting for the first list of {string.Join(", ", missing)}"));
    }
}
