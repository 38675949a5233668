namespace Mooring.Engine;

/// <summary>Writes the filters of list calls.</summary>
public static class Filters
{
    /// <summary>Values of one key are alternatives (all must hold for labels); different keys must all hold.</summary>
    public static IDictionary<string, IDictionary<string, bool>> Of(params ReadOnlySpan<(string Key, string Value)> wanted)
    {
        var filters = new Dictionary<string, IDictionary<string, bool>>();
        foreach (var (key, value) in wanted)
        {
            if (!filters.TryGetValue(key, out var values))
            {
                filters[key] = values = new Dictionary<string, bool>();
            }

            values[value] = true;
        }

        return filters;
    }
}
