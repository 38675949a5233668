using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Mooring.Operator.Telemetry;

namespace Mooring.Tests.Unit.Operator.Telemetry;

public sealed class MetricsEndpointTests
{
    [Fact]
    public async Task Endpoint_serves_build_process_and_runtime_metrics_as_prometheus_text()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPrometheusMetrics();
        await using var app = builder.Build();
        app.MapPrometheusMetrics();
        await app.StartAsync(timeout.Token);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var response = await client.GetAsync(new Uri("/metrics", UriKind.Relative), timeout.Token);
        var scrape = PrometheusScrape.Parse(await response.Content.ReadAsStringAsync(timeout.Token));

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.InRange(scrape.Value("process_start_time_seconds"), 1.7e9, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1);
        Assert.Equal(1, Assert.Single(scrape.Samples, sample => sample.Name == "mooring_build_info" && sample.Labels["version"].StartsWith("0.", StringComparison.Ordinal)).Value);
        Assert.True(scrape.Value("dotnet_process_memory_working_set_bytes") > 1e6);
        Assert.Equal("counter", scrape.Types["dotnet_gc_heap_total_allocated_bytes_total"]);
    }
}
