using Microsoft.Extensions.Logging;
using Mooring.Discovery;
using Mooring.Swarm.CommandLine;
using Mooring.Swarm.Http;
using Mooring.Swarm.Logging;
using Mooring.Swarm.Tls;

namespace Mooring.Swarm;

/// <summary><c>swarm manage</c>: serves the cluster until stopped.</summary>
internal static class ManageCommand
{
    public static async Task<int> RunAsync(
        ManageOptions options, GlobalOptions global, Session session, LogrusProvider logs, ILoggerFactory factory, CancellationToken ct)
    {
        using var tls = options.Tls is null ? null : new TlsIdentity(options.Tls, session.Clock, factory.CreateLogger<TlsIdentity>());
        tls?.Watch();
        using var reload = tls is null ? null : Reloading.OnHangup(tls);
        var source = options.Discovery;
        await using var discovery = DiscoveryBackend.Open(source.Url, source.Options, source.Heartbeat, session.Clock, factory.CreateLogger<DiscoverySource>());
        await using var leaderLock = options.Replication is null ? null : DiscoveryBackend.OpenLock(source.Url, source.Options, options.Replication.Ttl, session.Clock);
        await using var manager = SwarmManager.Create(options, global, tls, leaderLock, session, factory);
        await using var server = await HttpServer.CreateAsync(options.Hosts, tls, manager.HandleAsync, logs, ct);
        await server.StartAsync(ct);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var running = manager.RunAsync(discovery, stop.Token);
        await Task.WhenAny(running, Task.Delay(Timeout.InfiniteTimeSpan, session.Clock, ct));
        factory.CreateLogger<SwarmManager>().Stopping();
        await stop.CancelAsync();
        await running;
        await server.StopAsync(CancellationToken.None);
        return 0;
    }
}
