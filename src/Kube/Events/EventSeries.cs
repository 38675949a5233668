using Mooring.Kube.Client;
using Mooring.Kube.Models;

namespace Mooring.Kube.Events;

/// <summary>What makes two events the same.</summary>
internal sealed record EventIdentity(V1ObjectReference Regarding, EventType Type, string Reason, string Action, string Note);

/// <summary>One event as it stands on the server, and how often it was seen since.</summary>
internal sealed class EventSeries(ObjectKey key, DateTimeOffset now)
{
    public ObjectKey Key { get; } = key;

    public int Count { get; private set; } = 1;

    public int WrittenCount { get; private set; } = 1;

    public DateTimeOffset LastSeen { get; private set; } = now;

    public void See(DateTimeOffset now)
    {
        Count++;
        LastSeen = now;
    }

    public void Written(int count) => WrittenCount = count;
}
