using System.Text.Json;
using Mooring.Api;
using Mooring.Kube.Models;

namespace Mooring.Kube.Client;

/// <summary>One page of a list.</summary>
internal static class ListPage
{
    /// <summary>Adds a page's objects and gives its metadata. Throws <see cref="JsonException"/> when it is no list.</summary>
    public static V1ListMeta Read<T>(ReadOnlySpan<byte> page, KubeResource<T> resource, List<T> items, List<UnreadableObject> unreadable)
        where T : class, IKubernetesObject
    {
        V1ListMeta? meta = null;
        var reader = new Utf8JsonReader(page);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException("The answer is no object.");
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isMeta = reader.ValueTextEquals("metadata"u8);
            var isItems = reader.ValueTextEquals("items"u8);
            reader.Read();
            if (isMeta)
            {
                meta = JsonSerializer.Deserialize(ObjectParser.Slice(page, ref reader), KubeJson.Default.V1ListMeta);
            }
            else if (isItems && reader.TokenType is JsonTokenType.StartArray)
            {
                ReadItems(page, ref reader, resource, items, unreadable);
            }
            else
            {
                reader.Skip();
            }
        }

        return meta ?? throw new JsonException("The list has no metadata.");
    }

    private static void ReadItems<T>(
        ReadOnlySpan<byte> page, ref Utf8JsonReader reader, KubeResource<T> resource, List<T> items, List<UnreadableObject> unreadable)
        where T : class, IKubernetesObject
    {
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            var (item, wrong) = ObjectParser.Read(ObjectParser.Slice(page, ref reader), resource.Json);
            if (item is not null)
            {
                items.Add(item);
            }
            else
            {
                unreadable.Add(wrong!);
            }
        }
    }
}
