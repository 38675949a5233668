using Mooring.Kube.Client;

namespace Mooring.Operator.Placements;

/// <summary>The operations of all placements at one moment.</summary>
/// <param name="states">What runs or has failed.</param>
/// <param name="restarts">Restarts in a row after short runs.</param>
public sealed class OperationsSnapshot(Dictionary<SlotKey, OperationState> states, Dictionary<SlotKey, int> restarts)
{
    private readonly ILookup<string, OperationState> _running = states.Values.Where(state => state.Running).ToLookup(state => state.Engine, StringComparer.Ordinal);

    /// <summary>What runs or has failed for one placement, by slot.</summary>
    public IReadOnlyDictionary<string, OperationState> Of(ObjectKey placement) => Slots(states, placement);

    /// <summary>How often in a row the container of each slot was started again after a short run.</summary>
    public IReadOnlyDictionary<string, int> RestartsOf(ObjectKey placement) => Slots(restarts, placement);

    /// <summary>What runs on an engine, for whichever placement.</summary>
    public IEnumerable<OperationState> RunningOn(string engine) => _running[engine];

    private static Dictionary<string, T> Slots<T>(Dictionary<SlotKey, T> all, ObjectKey placement) =>
        all.Where(entry => entry.Key.Placement == placement).ToDictionary(entry => entry.Key.Slot, entry => entry.Value, StringComparer.Ordinal);
}
