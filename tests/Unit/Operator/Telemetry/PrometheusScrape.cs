using System.Globalization;
using System.Text.RegularExpressions;

namespace Mooring.Tests.Unit.Operator.Telemetry;

/// <summary>
/// Reads text format 0.0.4 as strictly as Prometheus does: every sample follows the TYPE of its metric, a metric comes in one piece,
/// no series twice, and labels unescape. Throws <see cref="FormatException"/> otherwise.
/// </summary>
internal sealed partial class PrometheusScrape
{
    private readonly Dictionary<string, string> _help = [];
    private readonly Dictionary<string, string> _types = [];
    private readonly Dictionary<string, PrometheusSample> _samples = [];

    public IReadOnlyDictionary<string, string> Help => _help;

    public IReadOnlyDictionary<string, string> Types => _types;

    public IReadOnlyCollection<PrometheusSample> Samples => _samples.Values;

    public static PrometheusScrape Parse(string text)
    {
        var scrape = new PrometheusScrape();
        var family = "";
        if (text.Length > 0 && !text.EndsWith('\n'))
        {
            throw new FormatException("The last line is not ended");
        }

        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            family = scrape.Read(line, family);
        }

        return scrape;
    }

    /// <summary>The value of the one series with this name and these labels.</summary>
    public double Value(string name, params (string Key, string Value)[] labels)
    {
        var wanted = new PrometheusSample(name, labels.ToDictionary(label => label.Key, label => label.Value), 0);
        return _samples.TryGetValue(wanted.Series, out var sample)
            ? sample.Value
            : throw new KeyNotFoundException($"No {wanted.Series} among {string.Join(", ", _samples.Keys)}");
    }

    private string Read(string line, string family)
    {
        if (line.StartsWith("# HELP ", StringComparison.Ordinal))
        {
            var parts = line.Split(' ', 4);
            _help.Add(parts[2], Unescape(parts[3]));
            return parts[2];
        }

        if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
        {
            var parts = line.Split(' ');
            _types.Add(parts[2], parts[3]);
            return parts[2];
        }

        var sample = ReadSample(line);
        var suffixes = _types.GetValueOrDefault(family) == "histogram" ? (string[])["_bucket", "_sum", "_count"] : [""];
        if (!suffixes.Any(suffix => sample.Name == family + suffix) || !_samples.TryAdd(sample.Series, sample))
        {
            throw new FormatException($"Outside its metric, or twice: {line}");
        }

        return family;
    }

    private static PrometheusSample ReadSample(string line)
    {
        var match = SampleLine().Match(line);
        if (!match.Success)
        {
            throw new FormatException($"No sample: {line}");
        }

        var labels = match.Groups["key"].Captures.Zip(match.Groups["value"].Captures, (key, value) => (key.Value, Unescape(value.Value)));
        return new(match.Groups["name"].Value, labels.ToDictionary(), Number(match.Groups["number"].Value));
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static string Unescape(string text) =>
        Escape().Replace(text, match => match.Value switch { "\\n" => "\n", "\\\"" => "\"", _ => "\\" });

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{((?<key>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\]|\\[\\n"])*)",?)+\})? (?<number>[^ ]+)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("""\\[\\n"]""")]
    private static partial Regex Escape();
}
