namespace Mooring.Operator.Telemetry;

/// <summary>The metric types of the text format that OpenTelemetry's instruments map to.</summary>
internal enum PrometheusType
{
    /// <summary>Anything that can go down.</summary>
    Gauge,

    /// <summary>A sum that only grows.</summary>
    Counter,

    /// <summary>Cumulative buckets with sum and count.</summary>
    Histogram,
}
