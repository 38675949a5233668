using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mooring.Discovery;
using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Swarm.Api;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.CommandLine;
using Mooring.Swarm.Http;
using Mooring.Swarm.Monitoring;
using Mooring.Swarm.Placing;
using Mooring.Swarm.Tls;

namespace Mooring.Swarm;

/// <summary>The parts of a manager, put together: engines watched, containers placed, requests answered.</summary>
internal sealed class SwarmManager : IAsyncDisposable
{
    private readonly ManageOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly ClusterFeed _feed;
    private readonly SwarmApi _api;

    private SwarmManager(ManageOptions options, TimeProvider clock, ILogger log, ClusterFeed feed, SwarmApi api)
    {
        _options = options;
        _clock = clock;
        _log = log;
        _feed = feed;
        _api = api;
    }

    /// <summary>Puts a manager together; nothing runs yet.</summary>
    public static SwarmManager Create(ManageOptions options, GlobalOptions global, TlsIdentity? tls, Session session, ILoggerFactory logs)
    {
        var cluster = new ClusterIndex();
        var events = new EventHub();
        var random = new Random(Environment.TickCount);
        var scheduler = new Scheduler([.. options.Filters.Select(name => Filters.Find(name)!)], Strategy.Find(options.Strategy, random)!);
        var placer = new Placer(scheduler, cluster, options.Cluster.Overcommit, options.FailureRetry);
        var monitoring = new MonitorOptions(options.RefreshMin, options.RefreshMax, options.FailureRetry);
        var feed = new ClusterFeed(cluster, placer, events, new EngineClients(tls, session.Clock).Create, monitoring, session.Clock, logs.CreateLogger<ClusterFeed>());
        var facts = new ManagerFacts(options.Strategy, options.Filters, options.Cluster.Overcommit, global.Experimental, Environment.MachineName);
        var context = new ManagerContext(cluster, facts, feed, placer, session.Clock);
        var router = Routes(context, options, events, () => ManagerRole.Alone, session, logs);
        var api = new SwarmApi(cluster, global.Experimental, options.Cors, router.RouteAsync, logs.CreateLogger<SwarmApi>());
        return new(options, session.Clock, logs.CreateLogger<SwarmManager>(), feed, api);
    }

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext context) => _api.HandleAsync(context);

    /// <summary>Follows discovery until stopped.</summary>
    public async Task RunAsync(IDiscovery discovery, CancellationToken ct)
    {
        try
        {
            await foreach (var addresses in discovery.FollowAsync(_options.Discovery.Heartbeat, _clock, _log, ct))
            {
                await _feed.SetAddressesAsync(addresses);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    private static Router Routes(ManagerContext context, ManageOptions options, EventHub events, Func<ManagerRole> role, Session session, ILoggerFactory logs)
    {
        var creating = new CreateFlow(context, options.Cluster.CreateRetry, logs.CreateLogger<CreateFlow>());
        var containers = new ContainerHandlers(context, creating, new(options.RefreshOnNodeFilter, options.NameRefreshFilter));
        var routes = ManagerRoutes.Create(
            new(context, role, () => events.Listeners, session.Environment), new(events, session.Clock), containers, new(context), new(context), new(context),
            new(context), new(context), new(context));
        return new(routes, containers.FallBackAsync);
    }
}
