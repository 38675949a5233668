namespace Mooring.Operator.Telemetry;

/// <summary>
/// Turns instrument names into Prometheus metric names, after OpenTelemetry's "Prometheus and OpenMetrics Compatibility". A name without
/// dots is taken to be a Prometheus name already, as those that dashboards know from controller-runtime, and kept.
/// </summary>
internal static class PrometheusName
{
    private static readonly Dictionary<string, string> Units = new()
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["%"] = "percent",
        ["Cel"] = "celsius",
    };

    /// <summary>The metric name for an instrument.</summary>
    /// <param name="instrument">The instrument's name.</param>
    /// <param name="unit">Its UCUM unit; an annotation like <c>{container}</c> adds nothing to the name.</param>
    /// <param name="type">What it is exposed as: counters end in <c>_total</c>, ratios without a unit in <c>_ratio</c>.</param>
    public static string Of(string instrument, string unit, PrometheusType type)
    {
        var name = Sanitize(instrument, allowColon: true);
        if (!instrument.Contains('.', StringComparison.Ordinal))
        {
            return name;
        }

        name = WithSuffix(name, SuffixFor(unit, type));
        return type == PrometheusType.Counter ? WithSuffix(name, "total") : name;
    }

    /// <summary>A label name: letters, digits and underscores, not starting with a digit.</summary>
    public static string OfLabel(string tag) => Sanitize(tag, allowColon: false);

    private static string SuffixFor(string unit, PrometheusType type) => unit switch
    {
        "1" => type == PrometheusType.Gauge ? "ratio" : "",
        "" => "",
        _ when unit.StartsWith('{') => "",
        _ => Units.GetValueOrDefault(unit) ?? Sanitize(unit, allowColon: false).Trim('_'),
    };

    private static string WithSuffix(string name, string suffix) =>
        suffix.Length == 0 || name.EndsWith("_" + suffix, StringComparison.Ordinal) ? name : $"{name}_{suffix}";

    private static string Sanitize(string text, bool allowColon)
    {
        var plain = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c == '_' || (allowColon && c == ':') ? c : '_'));
        return plain.Length == 0 || char.IsAsciiDigit(plain[0]) ? "_" + plain : plain;
    }
}
