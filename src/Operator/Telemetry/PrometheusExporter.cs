using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Mooring.Operator.Telemetry;

/// <summary>Renders each collected batch as Prometheus text and keeps the latest. Only collected on demand, by a scrape.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private volatile string _latest = "";

    /// <summary>The text of the latest collection.</summary>
    public string Latest => _latest;

    /// <summary>Starts a collection; set by the reader that takes this exporter, which allows one in pull mode only through here.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new PrometheusText();
        foreach (var metric in batch)
        {
            Write(text, metric);
        }

        _latest = text.ToString();
        return ExportResult.Success;
    }

    private static void Write(PrometheusText text, Metric metric)
    {
        if (TypeOf(metric.MetricType) is not { } type)
        {
            return;
        }

        var name = PrometheusName.Of(metric.Name, metric.Unit, type);
        if (!text.TryOpen(name, type, metric.Description))
        {
            return;
        }

        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = LabelsOf(point.Tags);
            if (type == PrometheusType.Histogram)
            {
                WriteHistogram(text, name, labels, point);
            }
            else
            {
                text.Add(name, "", labels, ValueOf(metric.MetricType, point));
            }
        }
    }

    private static void WriteHistogram(PrometheusText text, string name, List<KeyValuePair<string, string>> labels, in MetricPoint point)
    {
        var below = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            if (double.IsFinite(bucket.ExplicitBound))
            {
                text.Add(name, "_bucket", [.. labels, new("le", PrometheusText.Number(bucket.ExplicitBound))], below);
            }
        }

        // Required by the format, also of an instrument that asked for no buckets at all.
        text.Add(name, "_bucket", [.. labels, new("le", "+Inf")], point.GetHistogramCount());
        text.Add(name, "_sum", labels, point.GetHistogramSum());
        text.Add(name, "_count", labels, point.GetHistogramCount());
    }

    // Exponential histograms have no form in this text format; they arise only from views, and we set none.
    private static PrometheusType? TypeOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => PrometheusType.Counter,
        MetricType.LongGauge or MetricType.DoubleGauge or MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic => PrometheusType.Gauge,
        MetricType.Histogram => PrometheusType.Histogram,
        _ => null,
    };

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static List<KeyValuePair<string, string>> LabelsOf(ReadOnlyTagCollection tags)
    {
        var labels = new List<KeyValuePair<string, string>>(tags.Count);
        foreach (var tag in tags)
        {
            labels.Add(new(tag.Key, tag.Value is bool flag ? (flag ? "true" : "false") : Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? ""));
        }

        return labels;
    }
}
