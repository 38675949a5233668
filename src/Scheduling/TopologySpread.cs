namespace Mooring.Scheduling;

/// <summary>Keeps the containers of a group even over the values of a node label, such as <c>zone</c>.</summary>
/// <param name="Label">Node label whose values are the domains; nodes without it take none.</param>
/// <param name="MaxSkew">How many more containers the fullest domain may have than the emptiest, 1 or more.</param>
public sealed record TopologySpread(string Label, int MaxSkew = 1);
