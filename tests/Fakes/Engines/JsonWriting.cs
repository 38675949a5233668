using System.Text.Json;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>Small additions to the JSON writer.</summary>
internal static class JsonWriting
{
    public static void Map(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> map)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    public static void List(this Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    public static void Time(this Utf8JsonWriter json, string name, DateTimeOffset? time) =>
        json.WriteString(name, (time ?? default).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
}
