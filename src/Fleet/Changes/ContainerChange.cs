using Mooring.Fleet.Snapshots;

namespace Mooring.Fleet.Changes;

/// <summary>One container that is not what it was.</summary>
/// <param name="Before">Null if it is new.</param>
/// <param name="After">Null if it is gone.</param>
public sealed record ContainerChange(ContainerSnapshot? Before, ContainerSnapshot? After)
{
    /// <summary>ID of the container.</summary>
    public string ID => (After ?? Before)!.ID;

    /// <summary>Latest known value of a label; null if it has none.</summary>
    public string? Label(string name) => (After ?? Before)!.Labels.GetValueOrDefault(name);
}
