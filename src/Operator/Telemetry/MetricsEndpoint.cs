using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mooring.Operator.Telemetry;

/// <summary>Registers the metrics and serves them to Prometheus.</summary>
public static class MetricsEndpoint
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Adds the collector for our own meters, the .NET runtime's, and those named beside.</summary>
    public static IServiceCollection AddPrometheusMetrics(this IServiceCollection services, params string[] moreMeters) => services
        .AddMetrics()
        .AddSingleton<ProcessMetrics>()
        .AddSingleton(_ => new MetricsCollector(["Mooring.*", "System.Runtime", .. moreMeters]));

    /// <summary>Serves the metrics, and starts listening now, so that nothing measured from here on is lost.</summary>
    public static IEndpointConventionBuilder MapPrometheusMetrics(this IEndpointRouteBuilder endpoints, string pattern = "/metrics")
    {
        var collector = endpoints.ServiceProvider.GetRequiredService<MetricsCollector>();
        _ = endpoints.ServiceProvider.GetRequiredService<ProcessMetrics>();
        return endpoints.MapGet(pattern, async context =>
        {
            context.Response.ContentType = PrometheusText.ContentType;
            await context.Response.WriteAsync(collector.Scrape(Timeout), context.RequestAborted);
        });
    }
}
