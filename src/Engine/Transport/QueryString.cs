using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mooring.Engine.Transport;

/// <summary>Builds a query; null, false and empty values are left out, as the engine's defaults are.</summary>
internal sealed class QueryString(string path)
{
    private readonly StringBuilder _text = new(path);
    private char _separator = '?';

    public QueryString Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _separator = '&';
        }

        return this;
    }

    public QueryString Add(string name, bool value) => Add(name, value ? "1" : null);

    public QueryString Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryString Add(string name, IDictionary<string, IDictionary<string, bool>>? filters) =>
        Add(name, filters is { Count: > 0 } ? JsonSerializer.Serialize(filters, EngineJson.Default.Filters) : null);

    public override string ToString() => _text.ToString();
}
