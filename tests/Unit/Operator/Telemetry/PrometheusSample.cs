namespace Mooring.Tests.Unit.Operator.Telemetry;

/// <summary>One line of a scrape, read back.</summary>
internal sealed record PrometheusSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    public string Series => Name + string.Concat(Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"|{label.Key}={label.Value}"));
}
