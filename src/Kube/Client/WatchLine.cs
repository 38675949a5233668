using System.Text.Json;
using Mooring.Api;
using Mooring.Kube.Models;
using Mooring.Kube.Transport;

namespace Mooring.Kube.Client;

/// <summary>One line of a watch: <c>{"type":"ADDED","object":{…}}</c>.</summary>
internal static class WatchLine
{
    /// <summary>The event; null for a type of event this build does not know. Throws what an ERROR line says.</summary>
    public static WatchEvent<T>? Read<T>(ReadOnlySpan<byte> line, KubeResource<T> resource, string request)
        where T : class, IKubernetesObject
    {
        string? type = null;
        ReadOnlySpan<byte> body = default;
        var reader = new Utf8JsonReader(line);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isBody = reader.ValueTextEquals("object"u8);
            reader.Read();
            if (isType)
            {
                type = reader.GetString();
            }
            else if (isBody)
            {
                body = ObjectParser.Slice(line, ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return type switch
        {
            "ADDED" or "MODIFIED" or "DELETED" => Change(type, body, resource),
            "BOOKMARK" => new WatchEvent<T>.Bookmark(ObjectParser.Metadata(body).ResourceVersion),
            "ERROR" => throw Failure.From(JsonSerializer.Deserialize(body, KubeJson.Default.V1Status) ?? new V1Status(), request),
            _ => null,
        };
    }

    private static WatchEvent<T> Change<T>(string type, ReadOnlySpan<byte> body, KubeResource<T> resource)
        where T : class, IKubernetesObject
    {
        var (thing, wrong) = ObjectParser.Read(body, resource.Json);
        return (type, thing) switch
        {
            (_, null) => new WatchEvent<T>.Unreadable(wrong!, type is "DELETED"),
            ("ADDED", _) => new WatchEvent<T>.Added(thing, thing.Metadata.ResourceVersion),
            ("MODIFIED", _) => new WatchEvent<T>.Modified(thing, thing.Metadata.ResourceVersion),
            _ => new WatchEvent<T>.Deleted(thing, thing.Metadata.ResourceVersion),
        };
    }
}
