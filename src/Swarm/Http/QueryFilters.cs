using System.Text.Json;

namespace Mooring.Swarm.Http;

/// <summary>The <c>filters</c> parameter: <c>{"key":{"value":true}}</c> or <c>{"key":["value"]}</c>.</summary>
public sealed class QueryFilters
{
    /// <summary>No filter at all.</summary>
    public static readonly QueryFilters None = new([]);

    private readonly Dictionary<string, IReadOnlyList<string>> _values;

    private QueryFilters(Dictionary<string, IReadOnlyList<string>> values) => _values = values;

    /// <summary>The keys in use.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>The values of a key; empty when it is not in use.</summary>
    public IReadOnlyList<string> this[string key] => _values.TryGetValue(key, out var values) ? values : [];

    /// <summary>True when the key is in use.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>The first value of a truth-valued key such as <c>dangling</c>; null when not in use.</summary>
    /// <exception cref="ApiException">400: the value is neither true nor false.</exception>
    public bool? Bool(string key) => this[key] switch
    {
        [] => null,
        ["1" or "true" or "True" or "TRUE" or "t", ..] => true,
        ["0" or "false" or "False" or "FALSE" or "f", ..] => false,
        _ => throw ApiException.BadRequest($"Invalid filter: 'type'='{key}'"),
    };

    /// <summary>Reads the parameter.</summary>
    /// <param name="text">JSON; empty for no filter.</param>
    /// <exception cref="ApiException">400: it is no JSON of either form.</exception>
    public static QueryFilters Parse(string text)
    {
        if (text.Length == 0)
        {
            return None;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return new(document.RootElement.EnumerateObject().ToDictionary(pair => pair.Name, pair => Values(pair.Value)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ApiException(400, $"invalid filters: {e.Message}", e);
        }
    }

    private static IReadOnlyList<string> Values(JsonElement values) => values.ValueKind == JsonValueKind.Array
        ? [.. values.EnumerateArray().Select(value => value.GetString() ?? "")]
        : [.. values.EnumerateObject().Where(pair => pair.Value.ValueKind == JsonValueKind.True).Select(pair => pair.Name)];
}
