using Mooring.Fleet.Snapshots;

namespace Mooring.Fleet.Monitors;

/// <summary>
/// The current snapshot of one engine and the only place that replaces it. Answers may arrive out of order, so each question takes a ticket
/// before it is asked, and an answer about a container counts only if no later question about it was answered already.
/// </summary>
/// <param name="first">The snapshot to begin with.</param>
/// <param name="nextRevision">Numbers the changes of the whole fleet.</param>
/// <param name="changed">Called after a change that readers are told.</param>
internal sealed class EngineCache(EngineSnapshot first, Func<long> nextRevision, Action changed)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _answered = [];
    private volatile EngineSnapshot _current = first;
    private long _ticket;

    public EngineSnapshot Current => _current;

    public long Ticket() => Interlocked.Increment(ref _ticket);

    /// <summary>Replaces the snapshot; readers of changes are told unless only figures of the probe moved.</summary>
    public void Update(Func<EngineSnapshot, EngineSnapshot> change, bool tell = true)
    {
        lock (_lock)
        {
            var after = change(_current);
            if (ReferenceEquals(_current, after))
            {
                return;
            }

            _current = tell ? after with { Revision = nextRevision() } : after;
        }

        if (tell)
        {
            changed();
        }
    }

    /// <summary>Takes the answers of one or more inspections.</summary>
    /// <param name="answers">Ticket, ID and what was found; null for a container that is gone.</param>
    /// <param name="finish">Further members to set together with the containers.</param>
    public void Apply(IEnumerable<(long Ticket, string ID, ContainerSnapshot? Found)> answers, Func<EngineSnapshot, EngineSnapshot>? finish = null) => Update(before =>
    {
        Dictionary<string, ContainerSnapshot>? containers = null;
        foreach (var (ticket, id, found) in answers)
        {
            if (ticket <= _answered.GetValueOrDefault(id))
            {
                continue;
            }

            _answered[id] = ticket;
            var known = before.Containers.GetValueOrDefault(id);
            if (found is null ? known is null : found.Equals(known))
            {
                continue;
            }

            containers ??= new(before.Containers);
            if (found is null)
            {
                containers.Remove(id);
            }
            else
            {
                containers[id] = found;
            }
        }

        var after = containers is null ? before : before with { Containers = containers };
        return finish is null ? after : finish(after);
    });

    /// <summary>Forgets the tickets of containers that are gone, once a list asked for at a ticket is applied.</summary>
    public void Forget(long ticket)
    {
        lock (_lock)
        {
            foreach (var id in _answered.Where(pair => pair.Value < ticket && !_current.Containers.ContainsKey(pair.Key)).Select(pair => pair.Key).ToList())
            {
                _answered.Remove(id);
            }
        }
    }
}
