using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mooring.Discovery;
using Mooring.Discovery.Leadership;
using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Swarm.Api;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.CommandLine;
using Mooring.Swarm.Http;
using Mooring.Swarm.Monitoring;
using Mooring.Swarm.Placing;
using Mooring.Swarm.Replication;
using Mooring.Swarm.Rescheduling;
using Mooring.Swarm.Tls;

namespace Mooring.Swarm;

/// <summary>The parts of a manager, put together: engines watched, containers placed, requests answered.</summary>
internal sealed class SwarmManager : IAsyncDisposable
{
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(50);
    private readonly ManageOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly ClusterFeed _feed;
    private readonly SwarmApi _api;
    private readonly Election? _election;
    private readonly ReplicaGate? _gate;
    private readonly Watchdog _watchdog;

    private SwarmManager(
        ManageOptions options, TimeProvider clock, ILogger log, ClusterFeed feed, SwarmApi api, Election? election, ReplicaGate? gate, Watchdog watchdog)
    {
        _options = options;
        _clock = clock;
        _log = log;
        _feed = feed;
        _api = api;
        _election = election;
        _gate = gate;
        _watchdog = watchdog;
    }

    /// <summary>Puts a manager together; nothing runs yet.</summary>
    public static SwarmManager Create(
        ManageOptions options, GlobalOptions global, TlsIdentity? tls, ILeaderLock? leaderLock, Session session, ILoggerFactory logs)
    {
        var cluster = new ClusterIndex();
        var events = new EventHub();
        var random = new Random(Environment.TickCount);
        var scheduler = new Scheduler([.. options.Filters.Select(name => Filters.Find(name)!)], Strategy.Find(options.Strategy, random)!);
        var placer = new Placer(scheduler, cluster, options.Cluster.Overcommit, options.FailureRetry);
        var monitoring = new MonitorOptions(options.RefreshMin, options.RefreshMax, options.FailureRetry);
        var clients = new EngineClients(tls, session.Clock);
        var feed = new ClusterFeed(cluster, placer, events, clients.Create, monitoring, session.Clock, logs.CreateLogger<ClusterFeed>());
        var facts = new ManagerFacts(options.Strategy, options.Filters, options.Cluster.Overcommit, global.Experimental, Environment.MachineName);
        var context = new ManagerContext(cluster, facts, feed, placer, session.Clock);
        var creating = new CreateFlow(context, options.Cluster.CreateRetry, logs.CreateLogger<CreateFlow>());
        var election = leaderLock is null ? null : new Election(leaderLock, options.Replication!.Advertise, session.Clock, new(Environment.ProcessId), logs.CreateLogger<Election>())
        {
            Ready = ct => WarmUpAsync(cluster, session.Clock, ct),
        };
        var router = Routes(context, options, creating, events, () => election?.Role ?? ManagerRole.Alone, session);
        var gate = election is null ? null : new ReplicaGate(election, router.RouteAsync, clients.CreateForPrimary, session.Clock);
        var api = new SwarmApi(cluster, global.Experimental, options.Cors, gate is null ? router.RouteAsync : gate.HandleAsync, logs.CreateLogger<SwarmApi>());
        var watchdog = new Watchdog(
            cluster, new(context, creating, logs.CreateLogger<Rescheduler>()), () => election is null ? Lease.Endless : election.CurrentLease,
            new EngineProbe(clients.CreateForProbe).AnswersAsync, session.Clock, logs.CreateLogger<Watchdog>());
        return new(options, session.Clock, logs.CreateLogger<SwarmManager>(), feed, api, election, gate, watchdog);
    }

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext context) => _api.HandleAsync(context);

    /// <summary>Follows discovery, and takes part in the election if there is one, until stopped; then the leader lock is given up.</summary>
    public async Task RunAsync(IDiscovery discovery, CancellationToken ct)
    {
        using var resign = new CancellationTokenSource();
        var election = _election?.RunAsync(resign.Token) ?? Task.CompletedTask;
        await Task.WhenAll(FollowAsync(discovery, ct), _watchdog.RunAsync(ct));
        if (_gate is not null)
        {
            await _gate.DrainAsync();
        }

        await resign.CancelAsync();
        await election;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gate?.Dispose();
        _election?.Dispose();
        await _feed.DisposeAsync();
    }

    private async Task FollowAsync(IDiscovery discovery, CancellationToken ct)
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

    // Bounded: engines that do not answer, or that there are none, must not keep a cluster without a primary.
    private static async Task WarmUpAsync(ClusterIndex cluster, TimeProvider clock, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        while (clock.GetElapsedTime(began) < LongestWarmUp
            && (cluster.Engines.Count == 0 || cluster.Engines.Any(engine => engine is { Health: EngineHealth.Pending, Failures: 0 })))
        {
            await Task.Delay(WarmUpPause, clock, ct);
        }
    }

    private static Router Routes(ManagerContext context, ManageOptions options, CreateFlow creating, EventHub events, Func<ManagerRole> role, Session session)
    {
        var containers = new ContainerHandlers(context, creating, new(options.RefreshOnNodeFilter, options.NameRefreshFilter));
        var routes = ManagerRoutes.Create(
            new(context, role, () => events.Listeners, session.Environment), new(events, session.Clock), containers, new(context), new(context), new(context),
            new(context), new(context), new(context));
        return new(routes, containers.FallBackAsync);
    }
}
