using Mooring.Api;

namespace Mooring.Kube.Models;

/// <summary>A core/v1 ConfigMap.</summary>
/// <param name="Metadata">Identity and bookkeeping.</param>
/// <param name="Data">Text by key.</param>
/// <param name="BinaryData">Bytes by key, decoded.</param>
/// <param name="Immutable">True when the server refuses changes of the data.</param>
/// <param name="ApiVersion">Always <c>v1</c>.</param>
/// <param name="Kind">Always <c>ConfigMap</c>.</param>
public sealed record V1ConfigMap(
    V1ObjectMeta Metadata,
    IReadOnlyDictionary<string, string>? Data = null,
    IReadOnlyDictionary<string, byte[]>? BinaryData = null,
    bool? Immutable = null,
    string ApiVersion = "v1",
    string Kind = "ConfigMap") : IKubernetesObject
{
    /// <summary>Text by key; empty when there is none.</summary>
    public IReadOnlyDictionary<string, string> Data { get; init; } = Data ?? new Dictionary<string, string>();

    /// <summary>Bytes by key, decoded; empty when there are none.</summary>
    public IReadOnlyDictionary<string, byte[]> BinaryData { get; init; } = BinaryData ?? new Dictionary<string, byte[]>();
}
