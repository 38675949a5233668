using Mooring.Api;

namespace Mooring.Kube.Client;

/// <summary>Names an object within its kind. The namespace is empty for kinds that have none.</summary>
/// <param name="Namespace">The namespace, or empty.</param>
/// <param name="Name">The name.</param>
public readonly record struct ObjectKey(string Namespace, string Name) : IComparable<ObjectKey>
{
    /// <summary>The key of an object.</summary>
    public static ObjectKey Of(IKubernetesObject thing) => new(thing.Metadata.Namespace, thing.Metadata.Name);

    /// <summary>Ordinal by namespace, then by name.</summary>
    public int CompareTo(ObjectKey other) =>
        string.CompareOrdinal(Namespace, other.Namespace) is var order and not 0 ? order : string.CompareOrdinal(Name, other.Name);

    /// <summary><c>namespace/name</c>, or the bare name.</summary>
    public override string ToString() => string.IsNullOrEmpty(Namespace) ? Name : $"{Namespace}/{Name}";

    public static bool operator <(ObjectKey left, ObjectKey right) => left.CompareTo(right) < 0;

    public static bool operator >(ObjectKey left, ObjectKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(ObjectKey left, ObjectKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ObjectKey left, ObjectKey right) => left.CompareTo(right) >= 0;
}
