using Mooring.Fleet.Snapshots;

namespace Mooring.Fleet.Changes;

/// <summary>
/// An engine that is not what the reader last saw. Several changes in a short time come as one; the reader never misses the final state.
/// </summary>
/// <param name="Key">The engine.</param>
/// <param name="Before">What the reader last saw; null if it is new to the reader.</param>
/// <param name="After">What it is now; null if it was removed from the fleet.</param>
/// <param name="Containers">Containers that differ between the two.</param>
public sealed record FleetChange(string Key, EngineSnapshot? Before, EngineSnapshot? After, IReadOnlyList<ContainerChange> Containers)
{
    /// <summary>True if the engine's state, error, facts or certificate differ: what a host's status shows.</summary>
    public bool EngineChanged => Before is null || After is null || Before.State != After.State || Before.IsDown != After.IsDown || Before.Facts != After.Facts
        || Before.Certificate != After.Certificate || Before.IsSynced != After.IsSynced || Before.LastError?.Message != After.LastError?.Message;

    internal static FleetChange Between(string key, EngineSnapshot? before, EngineSnapshot? after)
    {
        if (before is not null && after is not null && ReferenceEquals(before.Containers, after.Containers))
        {
            return new(key, before, after, []);
        }

        var changes = new List<ContainerChange>();
        foreach (var was in before?.Containers.Values ?? [])
        {
            var now = after?.Containers.GetValueOrDefault(was.ID);
            if (!ReferenceEquals(was, now))
            {
                changes.Add(new(was, now));
            }
        }

        foreach (var now in after?.Containers.Values ?? [])
        {
            if (before is null || !before.Containers.ContainsKey(now.ID))
            {
                changes.Add(new(null, now));
            }
        }

        return new(key, before, after, changes);
    }
}
