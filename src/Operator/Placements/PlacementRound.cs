using System.Globalization;
using Mooring.Api;
using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Availability = Mooring.Scheduling.Views.Availability;

namespace Mooring.Operator.Placements;

/// <summary>One round of planning for a valid placement on engines that have all been looked at.</summary>
internal sealed class PlacementRound
{
    // Room may return without an event that concerns this placement.
    private static readonly TimeSpan RefusedPause = TimeSpan.FromSeconds(20);
    private static readonly Scheduler Membership = new([Filters.Constraint], Strategy.Spread);
    private readonly PlacementObservation _seen;
    private readonly DateTimeOffset _now;
    private readonly Scheduler _scheduler;
    private readonly ClusterState _state;
    private readonly List<PlacementStep> _steps = [];
    private readonly List<SlotPlan> _slots = [];
    private Decision? _refused;
    private DateTimeOffset? _nextLook;

    public PlacementRound(PlacementObservation seen, DateTimeOffset now)
    {
        _seen = seen;
        _now = now;
        _scheduler = new Scheduler(Filters.Placement, seen.Placement.Spec.Strategy switch
        {
            PlacementStrategy.BinPack => Strategy.BinPack,
            PlacementStrategy.Random => Strategy.Random(new Random(Seed(seen))),
            _ => Strategy.Spread,
        });
        _state = new ClusterState(seen.Nodes.Where(node => node.Candidate).Select(node => node.View));
    }

    public PlacementPlan Plan()
    {
        var bySlot = _seen.Containers.ToLookup(container => container.Slot);
        foreach (var slot in WantedSlots())
        {
            var keeper = bySlot[slot].Order(new Preference(this)).FirstOrDefault();
            _slots.Add(Describe(slot, keeper));
        }

        RemoveSurplus();
        Fill();
        var replaced = ReplaceOutdated();
        Repair(replaced);
        return new(PlacementPhase.Active, _steps, _slots, _refused, NextLook: _nextLook is { } at && at > _now ? at - _now : null);
    }

    private List<string> WantedSlots() => _seen.Placement.Spec.Mode is PlacementMode.Global
        ? [.. _seen.Nodes.Where(node => Allowed(node) && (Takes(node) || Holds(node))).Select(node => node.Name)]
        : [.. Enumerable.Range(1, _seen.Placement.Spec.Replicas).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private static bool Takes(PlacementNode node) => node.View.Availability is Availability.Active;

    private bool Holds(PlacementNode node) => _seen.Containers.Any(container => container.Node == node.Name);

    /// <summary>Whether containers may be, and stay, on the node.</summary>
    private bool Allowed(PlacementNode node) => node.Candidate
        && node.View.Availability is not Availability.Drain
        && Membership.Check(new Request { Constraints = [.. _seen.Request.Constraints.Where(constraint => !constraint.Soft)] }, node.View) is null;

    private SlotPlan Describe(string slot, PlacedContainer? container)
    {
        var node = container is null ? null : _seen.NodeOf(container.Node);
        var current = container is not null && container.Revision == _seen.Revision && node is not null && Allowed(node)
            && (_seen.Placement.Spec.Mode is PlacementMode.Replicated || container.Node == slot);
        var settle = TimeSpan.FromSeconds(_seen.Placement.Spec.Update.MinReadySeconds);
        var available = container is { Ready: true, StartedAt: { } started } && node?.Sight is NodeSight.Reachable && _now - started >= settle;
        if (container is { Ready: true, StartedAt: { } since } && !available && node?.Sight is NodeSight.Reachable)
        {
            LookAt(since + settle);
        }

        return new(slot, container is not null && Lost(container) ? null : container, node?.Sight ?? NodeSight.Unreachable, current, available);
    }

    /// <summary>A container whose node has been away for longer than the placement waits: its slot is free again.</summary>
    private bool Lost(PlacedContainer container)
    {
        if (_seen.Placement.Spec.Mode is PlacementMode.Global
            || _seen.Placement.Spec.Reschedule.Policy is ReschedulePolicy.Never
            || _seen.NodeOf(container.Node) is not { Sight: NodeSight.Unreachable, UnreachableSince: { } since })
        {
            return false;
        }

        var due = since + _seen.Placement.Spec.Reschedule.After.ToTimeSpan();
        if (due > _now)
        {
            LookAt(due);
        }

        return due <= _now;
    }

    private void RemoveSurplus()
    {
        var kept = _slots.Where(slot => slot.Container is not null).Select(slot => slot.Container!.Id).ToHashSet();
        foreach (var container in _seen.Containers.Where(container => !kept.Contains(container.Id)))
        {
            var answers = _seen.NodeOf(container.Node)?.Sight is NodeSight.Reachable;
            if (answers && !Busy(container.Slot) && Free(container.RemovalSlot))
            {
                var why = _slots.Any(slot => slot.Slot == container.Slot) ? "another container fills its slot" : "no longer wanted";
                _steps.Add(new PlacementStep.Remove(container, why));
            }
        }
    }

    private void Repair(HashSet<string> replaced)
    {
        // What is outdated but may not be replaced yet is kept alive like everything else, whatever became of its successor.
        foreach (var slot in _slots.Where(slot => slot is { Sight: NodeSight.Reachable, Container: not null }
            && !replaced.Contains(slot.Slot) && (slot.Current ? Free(slot.Slot) : !Busy(slot.Slot))))
        {
            var container = slot.Container!;
            switch (container.State)
            {
                case "paused" or "created":
                    _steps.Add(new PlacementStep.Start(container));
                    break;
                case "exited" when RestartAt(container) is var due && due <= _now:
                    _steps.Add(new PlacementStep.Start(container));
                    break;
                case "exited":
                    LookAt(RestartAt(container));
                    break;
                case "dead" when Free(container.RemovalSlot):
                    _steps.Add(new PlacementStep.Remove(container, "the engine calls it dead"));
                    break;
            }
        }
    }

    private DateTimeOffset RestartAt(PlacedContainer container) =>
        (container.FinishedAt ?? _now) + RestartDelay.After(_seen.Restarts.GetValueOrDefault(container.Slot));

    private void Fill()
    {
        foreach (var slot in _slots.Where(slot => slot.Container is null && Free(slot.Slot)))
        {
            if (Place(slot.Slot, null) is { } node)
            {
                _steps.Add(new PlacementStep.Create(slot.Slot, node));
            }
        }
    }

    private HashSet<string> ReplaceOutdated()
    {
        var replaced = new HashSet<string>();
        if (_seen.Placement.Spec.Paused)
        {
            return replaced;
        }

        // A revision that failed somewhere is tried there again before it is let near another replica.
        var failed = _seen.Operations.Where(operation => operation.Value is { Running: false } state && state.Revision == _seen.Revision).Select(o => o.Key).ToHashSet();
        var budget = Math.Max(1, _seen.Placement.Spec.Update.MaxUnavailable.Of(_slots.Count, roundUp: false));
        var disturbed = _slots.Count(slot => !slot.Available || Busy(slot.Slot));
        var replacing = _slots.Count(slot => slot.Container is not null && Busy(slot.Slot));
        foreach (var slot in _slots
            .Where(slot => slot is { Current: false, Container: not null, Sight: NodeSight.Reachable } && Free(slot.Slot))
            .Where(slot => failed.Count == 0 || failed.Contains(slot.Slot) || !_slots.Any(other => failed.Contains(other.Slot)))
            .OrderBy(slot => slot.Available))
        {
            if (replacing >= budget || (slot.Available && disturbed >= budget))
            {
                break;
            }

            if (Place(slot.Slot, slot.Container) is { } node)
            {
                var why = slot.Container!.Revision == _seen.Revision ? $"{slot.Container.Node} is no longer allowed" : "the template changed";
                _steps.Add(new PlacementStep.Replace(slot.Container, node, why));
                replaced.Add(slot.Slot);
                replacing++;
                disturbed += slot.Available ? 1 : 0;
            }
        }

        return replaced;
    }

    /// <summary>The node for a slot, with its share reserved; null and an explanation when none fits.</summary>
    private string? Place(string slot, PlacedContainer? leaving)
    {
        var before = leaving is null ? null : _seen.NodeOf(leaving.Node) is { Candidate: true } home ? _state.Find(home.View.Id) : null;
        if (before is not null)
        {
            _state.Observe(before.Without(leaving!.Id));
        }

        var nodes = _seen.Placement.Spec.Mode is PlacementMode.Global ? [.. _state.Nodes.Where(node => node.Name == slot)] : _state.Nodes;
        var decision = _scheduler.Place(_seen.Request, nodes);
        if (decision.Node is not { } chosen)
        {
            _refused ??= decision;
            LookAt(_now + RefusedPause);
            if (before is not null)
            {
                _state.Observe(before);
            }

            return null;
        }

        _state.Reserve(chosen.Id, _seen.Request.Reserve(SlotKey.ReservationOf(_seen.Key, slot)));
        return chosen.Name;
    }

    private bool Busy(string slot) => _seen.Operations.TryGetValue(slot, out var operation) && operation.Running;

    /// <summary>Whether an operation may start for the slot: none runs and the last failure is long enough ago.</summary>
    private bool Free(string slot)
    {
        if (!_seen.Operations.TryGetValue(slot, out var operation))
        {
            return true;
        }

        if (!operation.Running && operation.RetryAt > _now && operation.Revision == _seen.Revision)
        {
            LookAt(operation.RetryAt);
            return false;
        }

        return !operation.Running;
    }

    private void LookAt(DateTimeOffset when) => _nextLook = _nextLook is { } earlier && earlier < when ? earlier : when;

    private static int Seed(PlacementObservation seen) => int.Parse(seen.Revision.AsSpan(0, 7), NumberStyles.HexNumber, CultureInfo.InvariantCulture) ^ seen.Containers.Count;

    /// <summary>Which of several containers of one slot stays: one that can be reached, that is ready, that is current, and the newer one.</summary>
    private sealed class Preference(PlacementRound round) : IComparer<PlacedContainer>
    {
        public int Compare(PlacedContainer? x, PlacedContainer? y) => Rank(y!).CompareTo(Rank(x!));

        private (bool Reachable, bool Ready, bool Current, DateTimeOffset Created, string Id) Rank(PlacedContainer container) => (
            round._seen.NodeOf(container.Node)?.Sight is NodeSight.Reachable,
            container.Ready,
            container.Revision == round._seen.Revision,
            container.CreatedAt,
            container.Id);
    }
}
