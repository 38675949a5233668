using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Mooring.Operator.Telemetry;

/// <summary>
/// Listens to meters from its creation on, and renders their state as Prometheus text when asked. Safe for concurrent scrapes: those that
/// arrive during a collection share its result.
/// </summary>
public sealed class MetricsCollector : IDisposable
{
    private readonly PrometheusExporter _exporter;
    private readonly MeterProvider _provider;

    /// <summary>Starts to listen.</summary>
    /// <param name="meters">Names of the meters to show; <c>*</c> stands for any text.</param>
    public MetricsCollector(params IEnumerable<string> meters)
    {
        _exporter = new PrometheusExporter();
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter([.. meters]).AddReader(new BaseExportingMetricReader(_exporter)).Build();
    }

    /// <summary>Collects every meter and gives the text, in format <see cref="PrometheusText.ContentType"/>.</summary>
    /// <param name="timeout">How long a collection may take.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public string Scrape(TimeSpan timeout) => _exporter.Collect!((int)timeout.TotalMilliseconds)
        ? _exporter.Latest
        : throw new TimeoutException($"Collecting metrics took longer than {timeout.TotalSeconds} s");

    /// <inheritdoc/>
    public void Dispose() => _provider.Dispose();
}
