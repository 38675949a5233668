using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mooring.Discovery.Http;

/// <summary>What a store answered.</summary>
internal sealed record StoreResponse(HttpStatusCode Status, byte[] Body, HttpResponseHeaders Headers)
{
    private const int LongestText = 200;

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The body's beginning, for error messages.</summary>
    public string Text => Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, LongestText))).Trim();

    /// <summary>The body as JSON.</summary>
    /// <exception cref="DiscoveryException">It is not what was expected.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type) ?? throw new DiscoveryException($"the store answers null where {typeof(T).Name} was expected");
        }
        catch (JsonException e)
        {
            throw new DiscoveryException($"the store's answer is not understood: {e.Message}", e);
        }
    }
}
