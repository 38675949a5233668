using Mooring.Scheduling.Views;

namespace Mooring.Scheduling;

/// <summary>
/// Nodes as observed plus reservations for containers under way, so that no two decisions take the same room. Not thread-safe: decide and reserve under
/// one lock. A reservation survives observations of its node; it stops counting when the container made from it is seen, or when released.
/// </summary>
public sealed class ClusterState
{
    private readonly List<NodeView> _nodes = [];
    private readonly Dictionary<string, Slot> _slots = [];

    /// <summary>A state with these nodes observed and nothing reserved.</summary>
    public ClusterState(IEnumerable<NodeView> observed)
    {
        foreach (var node in observed)
        {
            Observe(node);
        }
    }

    /// <summary>The nodes with their reservations, in no particular order.</summary>
    public IReadOnlyList<NodeView> Nodes => _nodes;

    /// <summary>Every reservation with the ID of its node.</summary>
    public IEnumerable<(string NodeId, ContainerView Reservation)> Reservations =>
        _slots.SelectMany(slot => slot.Value.Reservations.Select(reservation => (slot.Key, reservation)));

    /// <summary>The node of an ID with its reservations; null when there is none.</summary>
    public NodeView? Find(string nodeId) => _slots.TryGetValue(nodeId, out var slot) ? _nodes[slot.Index] : null;

    /// <summary>Takes in what a node looks like now; adds it when new.</summary>
    public void Observe(NodeView node)
    {
        if (!_slots.TryGetValue(node.Id, out var slot))
        {
            _slots[node.Id] = slot = new(_nodes.Count, node);
            _nodes.Add(node);
        }

        slot.Observed = node;
        Refresh(slot);
    }

    /// <summary>Forgets a node and its reservations. False when it was not there.</summary>
    public bool Remove(string nodeId)
    {
        if (!_slots.Remove(nodeId, out var slot))
        {
            return false;
        }

        // The last node moves into the gap, so that removal does not shift the others.
        _nodes[slot.Index] = _nodes[^1];
        _nodes.RemoveAt(_nodes.Count - 1);
        if (slot.Index < _nodes.Count)
        {
            _slots[_nodes[slot.Index].Id].Index = slot.Index;
        }

        return true;
    }

    /// <summary>Holds room on a node; see <see cref="Request.Reserve"/>. A reservation of the same key is replaced. False when the node is not there.</summary>
    public bool Reserve(string nodeId, ContainerView reservation)
    {
        if (!_slots.TryGetValue(nodeId, out var slot))
        {
            return false;
        }

        slot.Reservations.RemoveAll(other => other.Id == reservation.Id);
        slot.Reservations.Add(reservation);
        Refresh(slot);
        return true;
    }

    /// <summary>Gives room back, after the container was observed or when it will not be made. False when there was no such reservation.</summary>
    public bool Release(string nodeId, string key)
    {
        if (!_slots.TryGetValue(nodeId, out var slot) || slot.Reservations.RemoveAll(reservation => reservation.Id == key) == 0)
        {
            return false;
        }

        Refresh(slot);
        return true;
    }

    private void Refresh(Slot slot) => _nodes[slot.Index] = slot.Reservations.Aggregate(slot.Observed, (node, reservation) => node.With(reservation));

    private sealed class Slot(int index, NodeView observed)
    {
        public int Index { get; set; } = index;

        public NodeView Observed { get; set; } = observed;

        public List<ContainerView> Reservations { get; } = [];
    }
}
