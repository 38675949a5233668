using Mooring.Fleet;
using Mooring.Fleet.Snapshots;

namespace Mooring.Operator.Engines;

/// <summary>
/// Finds DockerNodes that show one and the same engine: declared twice, or a cloned machine. Neither may be written to. Made for one look at the
/// fleet.
/// </summary>
public sealed class EngineTwins(EngineFleet fleet)
{
    private readonly ILookup<string, string> _keys = fleet.Snapshots
        .Where(snapshot => snapshot.Facts?.ID is { Length: > 0 })
        .ToLookup(snapshot => snapshot.Facts!.ID, snapshot => snapshot.Key, StringComparer.Ordinal);

    /// <summary>Keys of the other engines of the fleet with the same ID, in order.</summary>
    public IEnumerable<string> Of(EngineSnapshot? engine) => engine?.Facts?.ID is { } id
        ? _keys[id].Where(key => key != engine.Key).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Keys of the engines that have, or had before a change, the ID of another.</summary>
    public IEnumerable<string> Concerned(EngineSnapshot? before, EngineSnapshot? after) =>
        new[] { before?.Facts?.ID, after?.Facts?.ID }.OfType<string>().Distinct().SelectMany(id => _keys[id]);
}
