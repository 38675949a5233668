namespace Mooring.Kube.Models;

/// <summary><c>DeleteOptions</c> of meta/v1.</summary>
/// <param name="Preconditions">Delete only this very object.</param>
/// <param name="PropagationPolicy"><c>Orphan</c>, <c>Background</c> or <c>Foreground</c>; the kind's default when absent.</param>
/// <param name="GracePeriodSeconds">Grace before the end; the kind's default when absent.</param>
/// <param name="ApiVersion">Always <c>v1</c>.</param>
/// <param name="Kind">Always <c>DeleteOptions</c>.</param>
public sealed record V1DeleteOptions(
    V1Preconditions? Preconditions = null,
    string? PropagationPolicy = null,
    long? GracePeriodSeconds = null,
    string ApiVersion = "v1",
    string Kind = "DeleteOptions");

/// <summary>What must still hold for a deletion to happen; otherwise it is refused as a conflict.</summary>
/// <param name="Uid">The object is still this one and not a successor of the same name.</param>
/// <param name="ResourceVersion">The object has not changed since.</param>
public sealed record V1Preconditions(string? Uid = null, string? ResourceVersion = null);
