using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mooring.Api;

namespace Mooring.Kube.Client;

/// <summary>Reads single objects out of lists and watch lines, so that one that does not fit harms no other.</summary>
internal static class ObjectParser
{
    /// <summary>The object, or what is wrong with it. Throws <see cref="JsonException"/> when it has not even a name.</summary>
    public static (T? Object, UnreadableObject? Unreadable) Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class, IKubernetesObject
    {
        try
        {
            return (JsonSerializer.Deserialize(json, type) ?? throw new JsonException("The object is null."), null);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            // Converters of single members may throw any of these.
            var meta = Metadata(json);
            return (null, new(new(meta.Namespace, meta.Name), meta.Uid, meta.ResourceVersion, meta.Generation, e.Message.Split(" | ")[0]));
        }
    }

    /// <summary>The metadata alone.</summary>
    public static V1ObjectMeta Metadata(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, PartialJson.Default.PartialObject)?.Metadata ?? throw new JsonException("The object has no metadata.");

    /// <summary>The bytes of the value the reader stands on; leaves it on the value's end.</summary>
    public static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> json, scoped ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }
}
