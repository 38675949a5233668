using System.Globalization;
using Mooring.Engine.Models;

namespace Mooring.Engine.Events;

/// <summary>
/// A position in the events of one engine that outlives a stream: from where to resume, and which of the replayed events are known. An engine
/// replays at most 256 events, all with a time not before the one asked for; its events can be slightly out of order, so the question goes back a
/// little further than the last one.
/// </summary>
public sealed class EventCursor
{
    private const int Remembered = 256;
    private const long Overlap = 1_000_000_000;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private readonly Queue<(long Nano, int Hash)> _recent = new();
    private long _latest;

    /// <summary>Value for <c>since</c>; null if nothing was seen yet.</summary>
    internal string? Since => _latest == 0 ? null : string.Create(
        CultureInfo.InvariantCulture, $"{(_latest - Overlap) / NanosecondsPerSecond}.{(_latest - Overlap) % NanosecondsPerSecond:D9}");

    /// <returns>False if it was seen before.</returns>
    internal bool Add(Message message)
    {
        var key = (message.TimeNano, HashCode.Combine(message.Type, message.Action, message.Actor.ID));
        if (message.TimeNano <= _latest && _recent.Contains(key))
        {
            return false;
        }

        if (_recent.Count == Remembered)
        {
            _recent.Dequeue();
        }

        _recent.Enqueue(key);
        _latest = Math.Max(_latest, message.TimeNano);
        return true;
    }
}
