using Mooring.Api;

namespace Mooring.Kube.Models;

/// <summary>A core/v1 Namespace, as far as it is used here: its metadata.</summary>
/// <param name="Metadata">Identity and bookkeeping.</param>
/// <param name="ApiVersion">Always <c>v1</c>.</param>
/// <param name="Kind">Always <c>Namespace</c>.</param>
public sealed record V1Namespace(V1ObjectMeta Metadata, string ApiVersion = "v1", string Kind = "Namespace") : IKubernetesObject;
