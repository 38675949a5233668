namespace Mooring.Kube.Client;

/// <summary>All objects that were asked for, as of one version of the collection.</summary>
/// <typeparam name="T">The record one object becomes.</typeparam>
/// <param name="Items">Those that could be read.</param>
/// <param name="ResourceVersion">Where a watch carries on.</param>
/// <param name="Unreadable">Those that do not fit <typeparamref name="T"/>.</param>
public sealed record KubeList<T>(IReadOnlyList<T> Items, string ResourceVersion, IReadOnlyList<UnreadableObject> Unreadable);
