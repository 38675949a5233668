using System.Globalization;
using System.Text;

namespace Mooring.Operator.Telemetry;

/// <summary>Writes the Prometheus text exposition format 0.0.4: all samples of one metric together, after its HELP and TYPE.</summary>
internal sealed class PrometheusText
{
    /// <summary>The media type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Dictionary<string, Family> _families = [];

    /// <summary>Opens a metric. False when another instrument already holds the name with another type: its samples must be left out.</summary>
    public bool TryOpen(string name, PrometheusType type, string help)
    {
        if (!_families.TryGetValue(name, out var family))
        {
            _families[name] = family = new(type, help, new());
        }

        return family.Type == type;
    }

    /// <summary>Adds a sample to an opened metric.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="suffix">What follows the name on this line, e.g. <c>_bucket</c>; empty for none.</param>
    /// <param name="labels">Label names and values, as the instrument has them.</param>
    /// <param name="value">Any double, NaN and infinities included.</param>
    public void Add(string name, string suffix, IEnumerable<KeyValuePair<string, string>> labels, double value)
    {
        var samples = _families[name].Samples;
        samples.Append(name).Append(suffix);
        AppendLabels(samples, labels);
        samples.Append(' ').Append(Number(value)).Append('\n');
    }

    /// <summary>A number as the format has it.</summary>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, family) in _families.OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            if (family.Help.Length > 0)
            {
                text.Append("# HELP ").Append(name).Append(' ').Append(Escape(family.Help)).Append('\n');
            }

            text.Append("# TYPE ").Append(name).Append(' ').Append(family.Type.ToString().ToLowerInvariant()).Append('\n').Append(family.Samples);
        }

        return text.ToString();
    }

    private static void AppendLabels(StringBuilder text, IEnumerable<KeyValuePair<string, string>> labels)
    {
        var separator = '{';
        // Tags that fall together once their names are made plain are joined: a repeated label would void the whole scrape.
        foreach (var label in labels.GroupBy(label => PrometheusName.OfLabel(label.Key), label => label.Value))
        {
            text.Append(separator).Append(label.Key).Append("=\"").Append(Escape(string.Join(';', label)).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            separator = ',';
        }

        if (separator == ',')
        {
            text.Append('}');
        }
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private sealed record Family(PrometheusType Type, string Help, StringBuilder Samples);
}
