using System.Threading.Channels;

namespace Mooring.Swarm.Cluster;

/// <summary>Hands events to those who listen, and keeps the latest for those who ask what was. A listener that falls far behind is cut off.</summary>
public sealed class EventHub
{
    /// <summary>How many events may wait for one listener.</summary>
    public const int QueueLength = 10_000;

    private const int HistoryLength = 4096;
    private readonly Lock _gate = new();
    private readonly Queue<ClusterEvent> _history = new(HistoryLength);
    private readonly List<Channel<ClusterEvent>> _listeners = [];

    /// <summary>How many listen now.</summary>
    public int Listeners
    {
        get
        {
            lock (_gate)
            {
                return _listeners.Count;
            }
        }
    }

    /// <summary>Hands an event to every listener.</summary>
    public void Publish(ClusterEvent item)
    {
        lock (_gate)
        {
            if (_history.Count == HistoryLength)
            {
                _history.Dequeue();
            }

            _history.Enqueue(item);
            _listeners.RemoveAll(listener => !listener.Writer.TryWrite(item) && listener.Writer.TryComplete());
        }
    }

    /// <summary>Begins to listen.</summary>
    /// <param name="since">Also events of the kept ones from this time on; null for none.</param>
    /// <returns>The earlier events, and a reader that ends when the listener is cut off. End it with <see cref="Leave"/>.</returns>
    public (IReadOnlyList<ClusterEvent> Earlier, ChannelReader<ClusterEvent> Reader) Listen(DateTimeOffset? since)
    {
        var channel = Channel.CreateBounded<ClusterEvent>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
        lock (_gate)
        {
            _listeners.Add(channel);
            return ([.. _history.Where(item => item.Time >= since)], channel.Reader);
        }
    }

    /// <summary>Stops listening.</summary>
    public void Leave(ChannelReader<ClusterEvent> reader)
    {
        lock (_gate)
        {
            _listeners.RemoveAll(listener => listener.Reader == reader);
        }
    }
}
