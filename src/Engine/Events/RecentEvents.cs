using System.Globalization;
using Mooring.Engine.Models;

namespace Mooring.Engine.Events;

/// <summary>
/// The latest events seen: from where to resume, and which of the replayed ones are known. An engine replays at most 256 events, all with a time
/// not before the one asked for; its events can be slightly out of order, so the question goes back a little further than the last one.
/// </summary>
internal sealed class RecentEvents
{
    private const int Remembered = 512;
    private const long Overlap = 1_000_000_000;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private readonly Queue<(long, int)> _order = new();
    private readonly HashSet<(long, int)> _known = [];
    private long _latest;

    /// <summary>Value for <c>since</c>; null if nothing was seen yet.</summary>
    public string? Since => _latest == 0 ? null : string.Create(
        CultureInfo.InvariantCulture, $"{(_latest - Overlap) / NanosecondsPerSecond}.{(_latest - Overlap) % NanosecondsPerSecond:D9}");

    /// <returns>False if it was seen before.</returns>
    public bool Add(Message message)
    {
        var key = (message.TimeNano, HashCode.Combine(message.Type, message.Action, message.Actor.ID));
        if (!_known.Add(key))
        {
            return false;
        }

        _order.Enqueue(key);
        if (_order.Count > Remembered)
        {
            _known.Remove(_order.Dequeue());
        }

        _latest = Math.Max(_latest, message.TimeNano);
        return true;
    }
}
