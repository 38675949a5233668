using System.Globalization;
using System.Text;

namespace Mooring.Swarm.Http;

/// <summary>The parameters of a request, in order; read by the engine's rules and changed without touching what is not understood.</summary>
public sealed class Query
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];

    /// <summary>Reads <c>?a=1&amp;b=2</c>.</summary>
    public static Query Parse(string text)
    {
        var query = new Query();
        foreach (var part in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            query._pairs.Add(equals < 0 ? new(Decode(part), "") : new(Decode(part[..equals]), Decode(part[(equals + 1)..])));
        }

        return query;
    }

    /// <summary>The first value of a parameter; empty when absent.</summary>
    public string this[string name] => _pairs.FirstOrDefault(pair => pair.Key == name).Value ?? "";

    /// <summary>Whether the parameter is there at all.</summary>
    public bool Has(string name) => _pairs.Any(pair => pair.Key == name);

    /// <summary>All values of a parameter.</summary>
    public IEnumerable<string> All(string name) => _pairs.Where(pair => pair.Key == name).Select(pair => pair.Value);

    /// <summary>False for absent, empty, 0, no, false and none in any case; anything else is true.</summary>
    public bool Bool(string name) => IsTrue(this[name]);

    /// <summary>A whole number; null when absent or unreadable.</summary>
    public long? Number(string name) => long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The same parameters with one replaced, or removed when <paramref name="value"/> is null.</summary>
    public Query With(string name, string? value)
    {
        var query = new Query();
        query._pairs.AddRange(_pairs.Where(pair => pair.Key != name));
        if (value is not null)
        {
            query._pairs.Add(new(name, value));
        }

        return query;
    }

    /// <summary>The query with its question mark; empty without parameters.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _pairs)
        {
            text.Append(text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }

    internal static bool IsTrue(string text) => text.Trim().ToUpperInvariant() is not ("" or "0" or "NO" or "FALSE" or "NONE");

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
