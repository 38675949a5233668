using Microsoft.Extensions.Hosting;
using Mooring.Api;
using Mooring.Api.Validation;
using Mooring.Engine;
using Mooring.Fleet;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Models;

namespace Mooring.Operator.Engines;

/// <summary>
/// Keeps the fleet's engines those of the DockerNodes. Runs on standbys as well, so that a failover finds warm caches; it only reads from
/// engines, so that it needs no lease.
/// </summary>
public sealed class FleetMembership(EngineFleet fleet, IObjectCache<DockerNode> nodes, IObjectCache<V1Secret> secrets, ILogger<FleetMembership> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(nodes.ReadyAsync(stoppingToken), secrets.ReadyAsync(stoppingToken));
        using var gate = new SemaphoreSlim(1);
        await Task.WhenAll(
            FollowAsync(nodes.ChangesAsync(stoppingToken), change => [change.Key], gate, stoppingToken),
            FollowAsync(secrets.ChangesAsync(stoppingToken), change => UsersOf(change.Key), gate, stoppingToken));
    }

    private async Task FollowAsync<T>(
        IAsyncEnumerable<ObjectChange<T>> changes, Func<ObjectChange<T>, IEnumerable<ObjectKey>> concerned, SemaphoreSlim gate, CancellationToken ct)
        where T : class, IKubernetesObject
    {
        await foreach (var change in changes.WithCancellation(ct))
        {
            foreach (var key in concerned(change))
            {
                // Two streams, one writer: a newer state must not be overtaken by an older one.
                await gate.WaitAsync(ct);
                try
                {
                    await ApplyAsync(key, ct);
                }
                finally
                {
                    gate.Release();
                }
            }
        }
    }

    private IEnumerable<ObjectKey> UsersOf(ObjectKey secret) =>
        nodes.List(secret.Namespace).Where(node => EngineTargets.SecretOf(node) == secret).Select(node => ObjectKey.Of(node));

    private async Task ApplyAsync(ObjectKey key, CancellationToken ct)
    {
        var engine = EngineKeys.Of(key.Namespace, key.Name);
        if (nodes.Get(key) is not { } node)
        {
            await fleet.RemoveAsync(engine, ct);
            return;
        }

        if (DockerNodeValidation.Validate(node).Count > 0)
        {
            // What worked until now goes on: a wrong edit must not cut a host off.
            return;
        }

        var secret = EngineTargets.SecretOf(node) is { } name ? secrets.Get(name) : null;
        if (EngineTargets.Resolve(node, secret) is not EngineTarget.Connection connection)
        {
            await fleet.RemoveAsync(engine, ct);
            return;
        }

        var probe = node.Spec.Probe;
        try
        {
            await fleet.SetAsync(
                new EngineRegistration(engine, connection.Endpoint, connection.Credentials)
                {
                    Probe = new(probe.Interval.ToTimeSpan(), probe.Timeout.ToTimeSpan(), probe.FailureThreshold, probe.SuccessThreshold),
                },
                ct);
        }
        catch (Exception e) when (e is ArgumentException or DockerException)
        {
            log.EngineNotUsable(key, e.Message);
        }
    }
}
