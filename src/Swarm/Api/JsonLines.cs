using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mooring.Swarm.Api;

/// <summary>Reads the JSON objects of a progress stream, one after the other, whatever stands between them.</summary>
internal static class JsonLines
{
    /// <summary>Reads to the end of the stream.</summary>
    public static async IAsyncEnumerable<JsonObject> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken ct)
    {
        var reader = PipeReader.Create(body, new(leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            var rest = read.Buffer;
            var objects = new List<JsonObject>();
            while (TryTake(ref rest, out var one))
            {
                objects.Add(one);
            }

            foreach (var one in objects)
            {
                yield return one;
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                yield break;
            }
        }
    }

    private static bool TryTake(ref ReadOnlySequence<byte> buffer, out JsonObject one)
    {
        one = null!;
        var json = new Utf8JsonReader(buffer, isFinalBlock: false, new(new JsonReaderOptions { AllowMultipleValues = true }));
        if (!json.Read() || !json.TrySkip())
        {
            return false;
        }

        json = new Utf8JsonReader(buffer.Slice(0, json.Position), isFinalBlock: true, default);
        if (JsonNode.Parse(ref json) is not JsonObject parsed)
        {
            throw new JsonException("a progress line is no object");
        }

        one = parsed;
        buffer = buffer.Slice(json.Position);
        return true;
    }
}
