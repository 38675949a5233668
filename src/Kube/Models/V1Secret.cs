using Mooring.Api;

namespace Mooring.Kube.Models;

/// <summary>A core/v1 Secret. <see cref="ToString"/> shows key names only.</summary>
/// <param name="Metadata">Identity and bookkeeping.</param>
/// <param name="Data">The values by key, decoded.</param>
/// <param name="Type">Such as <c>kubernetes.io/tls</c>; <c>Opaque</c> when absent. Cannot change later.</param>
/// <param name="Immutable">True when the server refuses changes of <paramref name="Data"/>.</param>
/// <param name="ApiVersion">Always <c>v1</c>.</param>
/// <param name="Kind">Always <c>Secret</c>.</param>
public sealed record V1Secret(
    V1ObjectMeta Metadata,
    IReadOnlyDictionary<string, byte[]>? Data = null,
    string? Type = null,
    bool? Immutable = null,
    string ApiVersion = "v1",
    string Kind = "Secret") : IKubernetesObject
{
    /// <summary>The values by key, decoded; empty when there are none.</summary>
    public IReadOnlyDictionary<string, byte[]> Data { get; init; } = Data ?? new Dictionary<string, byte[]>();

    /// <summary>Name and key names; never a value, since records get logged.</summary>
    public override string ToString() => $"Secret {Metadata.Namespace}/{Metadata.Name} [{string.Join(", ", Data.Keys)}]";
}
