namespace Mooring.Scheduling.Filtering;

/// <summary>Why a filter says no to a node.</summary>
/// <param name="Text">The part that nodes refused for the same cause share, e.g. <c>port 80/tcp taken</c>; refusals are counted by it.</param>
/// <param name="Detail">The part that is the node's own, e.g. <c>by proxy-a</c>; null for none.</param>
public readonly record struct Reason(string Text, string? Detail = null)
{
    /// <summary>Both parts.</summary>
    public override string ToString() => Detail is null ? Text : $"{Text} {Detail}";
}
