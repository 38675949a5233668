using Mooring.Fleet;
using Mooring.Fleet.Snapshots;

namespace Mooring.Operator.Engines;

/// <summary>Finds DockerNodes that show one and the same engine: declared twice, or a cloned machine. Neither may be written to.</summary>
public static class EngineTwins
{
    /// <summary>Keys of the other engines of the fleet with the same ID, in order.</summary>
    public static IEnumerable<string> Of(EngineFleet fleet, EngineSnapshot? engine) => engine?.Facts?.ID is { Length: > 0 } id
        ? WithId(fleet, id).Where(key => key != engine.Key).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Keys of all engines of the fleet with an ID.</summary>
    public static IEnumerable<string> WithId(EngineFleet fleet, string id) =>
        fleet.Snapshots.Where(snapshot => snapshot.Facts?.ID == id).Select(snapshot => snapshot.Key);
}
