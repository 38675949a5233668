using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mooring.Engine.Streams;

/// <summary>Reads JSON values that follow each other, with or without line breaks between them.</summary>
internal static class JsonLines
{
    /// <summary>Gives each value as soon as it is complete; an end between two values ends the sequence.</summary>
    /// <exception cref="DockerConnectionException">The bytes are not JSON, or end inside a value.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(Stream body, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var values = JsonSerializer.DeserializeAsyncEnumerable(body, type, topLevelValues: true, ct).GetAsyncEnumerator(ct);
        while (await NextAsync(values))
        {
            if (values.Current is { } value)
            {
                yield return value;
            }
        }
    }

    private static async ValueTask<bool> NextAsync<T>(IAsyncEnumerator<T?> values)
    {
        try
        {
            return await values.MoveNextAsync();
        }
        catch (JsonException e)
        {
            throw new DockerConnectionException(ConnectionFault.Protocol, $"The stream is broken: {e.Message}", e);
        }
    }
}
