using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mooring.Kube;
using Mooring.Kube.Client;
using Mooring.Kube.Configuration;
using Mooring.Kube.LeaderElection;
using Mooring.Operator.Telemetry;

namespace Mooring.Operator.Hosting;

/// <summary>The operator process: everything wired, started, and stopped in order.</summary>
public static class OperatorProcess
{
    private const string LeaseName = "mooring-operator";

    /// <summary>Runs until SIGTERM or SIGINT.</summary>
    /// <returns>0 after a clean stop, 1 when Kubernetes cannot be used as configured.</returns>
    public static async Task<int> RunAsync(OperatorOptions options, KubeEnvironment environment, CancellationToken ct)
    {
        try
        {
            var config = options.Kubeconfig is { } path
                ? KubernetesClientConfiguration.BuildConfigFromConfigFile(path)
                : KubernetesClientConfiguration.BuildDefaultConfig(environment);
            using var kube = new Kubernetes(config, new KubernetesClientOptions(), TimeProvider.System);
            var installation = await InstallationIdentity.ReadAsync(options, kube, TimeProvider.System, Console.Error.WriteLine, ct);
            await using var app = Build(options, config, installation);
            await ((IHost)app).RunAsync(ct);
            return 0;
        }
        catch (KubeconfigException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
        }
        catch (KubernetesException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}; allow it, or give the installation a name of its own with --owner");
        }

        return 1;
    }

    private static WebApplication Build(OperatorOptions options, KubernetesClientConfiguration kube, Installation installation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        AddLogging(builder.Logging, options);
        builder.WebHost.ConfigureKestrel(server => Listen(server, options.BindAddress));
        builder.Services.AddSingleton(Options.Create(options));
        builder.Services.AddKube(kube);
        builder.Services.Configure<LeaderElectionOptions>(election =>
        {
            election.Enabled = options.LeaderElect;
            election.Name = LeaseName;
            election.Namespace = options.LeaderElectionNamespace ?? "";
            election.LeaseDuration = options.LeaseDuration;
            election.RenewDeadline = options.LeaseDuration * 2 / 3;
            election.RetryPeriod = options.LeaseDuration / 7.5;
        });
        builder.Services.AddOperator(options, installation);
        builder.Services.AddHealthChecks().AddCheck<CachesReadyCheck>("caches");
        builder.Services.AddPrometheusMetrics();

        var app = builder.Build();
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/readyz");
        app.MapPrometheusMetrics();
        app.Logger.Starting(typeof(OperatorProcess).Assembly.GetName().Version?.ToString(3) ?? "", installation.Owner, options.WatchNamespace ?? "all namespaces");
        return app;
    }

    private static void AddLogging(ILoggingBuilder logging, OperatorOptions options)
    {
        logging.ClearProviders().SetMinimumLevel(options.LogLevel).AddFilter("Microsoft", LogLevel.Warning);
        if (options.LogFormat is LogFormat.Json)
        {
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        }
        else
        {
            logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "HH:mm:ss.fff "));
        }
    }

    private static void Listen(KestrelServerOptions server, string address)
    {
        var colon = address.LastIndexOf(':');
        var (host, port) = (address[..colon], int.Parse(address[(colon + 1)..], CultureInfo.InvariantCulture));
        if (host.Length == 0)
        {
            server.ListenAnyIP(port);
        }
        else
        {
            server.Listen(IPAddress.Parse(host.Trim('[', ']')), port);
        }
    }
}
