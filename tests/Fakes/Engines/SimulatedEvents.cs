using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>The events of a simulated engine: a buffer of the latest 256, as real engines keep, and those who listen.</summary>
public sealed class SimulatedEvents(TimeProvider clock)
{
    private const int Kept = 256;
    private static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch;
    private readonly Lock _lock = new();
    private readonly Queue<(long Nano, byte[] Line)> _latest = new();
    private readonly List<Channel<byte[]>> _listeners = [];
    private long _last;

    public int Listeners
    {
        get
        {
            lock (_lock)
            {
                return _listeners.Count;
            }
        }
    }

    public void Emit(string type, string action, string id, IReadOnlyDictionary<string, string> attributes)
    {
        lock (_lock)
        {
            // The clock may be coarser than the events.
            _last = Math.Max(_last + 1, (clock.GetUtcNow() - Epoch).Ticks * TimeSpan.NanosecondsPerTick);
            var line = Line(type, action, id, attributes, _last);
            _latest.Enqueue((_last, line));
            if (_latest.Count > Kept)
            {
                _latest.Dequeue();
            }

            foreach (var listener in _listeners)
            {
                listener.Writer.TryWrite(line);
            }
        }
    }

    /// <summary>Buffered events not before a time, then all that come.</summary>
    public async IAsyncEnumerable<byte[]> ListenAsync(long? sinceNano, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateUnbounded<byte[]>();
        lock (_lock)
        {
            foreach (var (_, line) in _latest.Where(each => each.Nano >= (sinceNano ?? long.MaxValue)))
            {
                channel.Writer.TryWrite(line);
            }

            _listeners.Add(channel);
        }

        try
        {
            await foreach (var line in channel.Reader.ReadAllAsync(ct))
            {
                yield return line;
            }
        }
        finally
        {
            lock (_lock)
            {
                _listeners.Remove(channel);
            }
        }
    }

    /// <summary>Forgets everything, as a restart does.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _latest.Clear();
        }
    }

    private static byte[] Line(string type, string action, string id, IReadOnlyDictionary<string, string> attributes, long nano)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (type == "container")
        {
            json.WriteString("status", action);
            json.WriteString("id", id);
            json.WriteString("from", attributes.GetValueOrDefault("image"));
        }

        json.WriteString("Type", type);
        json.WriteString("Action", action);
        json.WriteStartObject("Actor");
        json.WriteString("ID", id);
        json.Map("Attributes", attributes);
        json.WriteEndObject();
        json.WriteString("scope", "local");
        json.WriteNumber("time", nano / 1_000_000_000);
        json.WriteNumber("timeNano", nano);
        json.WriteEndObject();
        json.Flush();
        return [.. buffer.WrittenSpan, (byte)'\n'];
    }
}
