using System.Text.Json.Serialization;

namespace Mooring.Api;

/// <summary>
/// <c>ObjectMeta</c> of meta/v1. Text that is not set is empty, lists and maps that are not set are empty: neither is ever null.
/// <c>managedFields</c> is left out on purpose; it is most of the bytes of an object and nobody here reads it.
/// </summary>
/// <param name="Name">Unique within kind and namespace; empty only while <paramref name="GenerateName"/> asks the server for one.</param>
/// <param name="Namespace">Empty for kinds that have none.</param>
/// <param name="GenerateName">Prefix of the name the server makes up.</param>
/// <param name="Uid">Unique over time and space; set by the server.</param>
/// <param name="ResourceVersion">Opaque version for optimistic locking and watches; set by the server.</param>
/// <param name="Generation">Counts changes of the desired state; set by the server.</param>
/// <param name="CreationTimestamp">Set by the server, whole seconds.</param>
/// <param name="DeletionTimestamp">Set by the server when deletion was asked for and finalizers or grace hold it up.</param>
/// <param name="DeletionGracePeriodSeconds">Seconds of grace; set by the server.</param>
/// <param name="Labels">What selectors match.</param>
/// <param name="Annotations">Everything else that is attached.</param>
/// <param name="OwnerReferences">When all of these are gone the garbage collector removes the object.</param>
/// <param name="Finalizers">Who must act before the object may disappear.</param>
public sealed record V1ObjectMeta(
    string Name = "",
    string Namespace = "",
    string? GenerateName = null,
    string Uid = "",
    string ResourceVersion = "",
    long Generation = 0,
    DateTimeOffset? CreationTimestamp = null,
    DateTimeOffset? DeletionTimestamp = null,
    long? DeletionGracePeriodSeconds = null,
    IReadOnlyDictionary<string, string>? Labels = null,
    IReadOnlyDictionary<string, string>? Annotations = null,
    IReadOnlyList<V1OwnerReference>? OwnerReferences = null,
    IReadOnlyList<string>? Finalizers = null)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>().AsReadOnly();

    /// <summary>Set by the server, whole seconds.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? CreationTimestamp { get; init; } = CreationTimestamp;

    /// <summary>Set by the server when deletion was asked for; an object with this set must not be given new work.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? DeletionTimestamp { get; init; } = DeletionTimestamp;

    /// <summary>What selectors match.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Labels ?? None;

    /// <summary>Everything else that is attached.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = Annotations ?? None;

    /// <summary>When all of these are gone the garbage collector removes the object.</summary>
    public IReadOnlyList<V1OwnerReference> OwnerReferences { get; init; } = OwnerReferences ?? [];

    /// <summary>Who must act before the object may disappear.</summary>
    public IReadOnlyList<string> Finalizers { get; init; } = Finalizers ?? [];
}
