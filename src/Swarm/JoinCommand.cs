using Microsoft.Extensions.Logging;
using Mooring.Discovery;
using Mooring.Engine;
using Mooring.Swarm.CommandLine;
using Mooring.Swarm.Monitoring;
using Mooring.Swarm.Tls;

namespace Mooring.Swarm;

/// <summary><c>swarm join</c>, the agent: registers an engine's address and renews that for ever; a store that is down is tried again.</summary>
internal static class JoinCommand
{
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(JoinOptions options, TimeProvider clock, ILoggerFactory logs, CancellationToken ct)
    {
        var log = logs.CreateLogger("Mooring.Swarm.Join");
        var source = options.Discovery;
        await using var discovery = DiscoveryBackend.Open(source.Url, source.Options, source.Heartbeat, clock, log);
        using var tls = options.Tls is null ? null : new TlsIdentity(options.Tls, clock, logs.CreateLogger<TlsIdentity>());
        using var engine = options.Probe ? new EngineClients(tls, clock).Create(options.Advertise) : null;
        try
        {
            await DelayAsync(options.Delay, clock, log, ct);
            while (true)
            {
                await RegisterAsync(discovery, options, engine, log, ct);
                await Task.Delay(source.Heartbeat, clock, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await LeaveAsync(discovery, options, clock, log);
            return 0;
        }
    }

    private static async Task DelayAsync(TimeSpan longest, TimeProvider clock, ILogger log, CancellationToken ct)
    {
        if (longest <= TimeSpan.Zero)
        {
            return;
        }

        var delay = longest * System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue) / int.MaxValue;
        log.RegistrationDelayed(GoDuration.Format(delay));
        await Task.Delay(delay, clock, ct);
    }

    private static async Task RegisterAsync(IDiscovery discovery, JoinOptions options, IDockerClient? engine, ILogger log, CancellationToken ct)
    {
        using (log.BeginScope(new Dictionary<string, object?> { ["addr"] = options.Advertise, ["discovery"] = options.Discovery.Url.Text }))
        {
            log.Registering(GoDuration.Format(options.Discovery.Heartbeat));
        }

        try
        {
            if (engine is not null)
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
                limit.CancelAfter(ProbeTime);
                await engine.System.PingAsync(limit.Token);
            }

            await discovery.RegisterAsync(options.Advertise, options.Discovery.Ttl, ct);
        }
        catch (DiscoveryException e)
        {
            log.RegistrationFailed(e.Message);
        }
        catch (DockerException e)
        {
            log.EngineSilent(options.Advertise, e.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            log.EngineSilent(options.Advertise, "no answer in time");
        }
    }

    private static async Task LeaveAsync(IDiscovery discovery, JoinOptions options, TimeProvider clock, ILogger log)
    {
        if (!options.LeaveOnExit)
        {
            return;
        }

        using var limit = new CancellationTokenSource(LeaveTime, clock);
        try
        {
            await discovery.DeregisterAsync(options.Advertise, limit.Token);
        }
        catch (Exception e) when (e is DiscoveryException or OperationCanceledException)
        {
            log.RegistrationFailed(e.Message);
        }
    }
}
