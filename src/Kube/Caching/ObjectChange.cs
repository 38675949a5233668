using Mooring.Api;
using Mooring.Kube.Client;

namespace Mooring.Kube.Caching;

/// <summary>An object appeared, changed or went.</summary>
/// <typeparam name="T">The record of its kind.</typeparam>
/// <param name="Key">Its name.</param>
/// <param name="Old">What was known before; null for a new one.</param>
/// <param name="New">What is known now; null when it is gone.</param>
/// <param name="IsReplay">True for what the cache held already when the subscription began.</param>
public sealed record ObjectChange<T>(ObjectKey Key, T? Old, T? New, bool IsReplay = false)
    where T : class, IKubernetesObject
{
    /// <summary>The one or two states, for a mapping that must wake what was concerned as well as what is.</summary>
    public IEnumerable<T> States => new[] { Old, New }.OfType<T>();

    /// <summary>True when neither the wanted state nor labels, annotations, finalizers, owners or deletion changed: status at most.</summary>
    public bool IsStatusOnly =>
        !ReferenceEquals(Old, New)
        && Old?.Metadata is { } old && New?.Metadata is { } now
        && old.Uid == now.Uid
        && old.Generation == now.Generation
        && old.Generation != 0
        && old.DeletionTimestamp == now.DeletionTimestamp
        && old.Finalizers.SequenceEqual(now.Finalizers)
        && old.OwnerReferences.SequenceEqual(now.OwnerReferences)
        && Same(old.Labels, now.Labels)
        && Same(old.Annotations, now.Annotations);

    private static bool Same(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        left.Count == right.Count && left.All(entry => right.TryGetValue(entry.Key, out var value) && value == entry.Value);
}
