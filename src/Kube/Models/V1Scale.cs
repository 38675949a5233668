using Mooring.Api;

namespace Mooring.Kube.Models;

/// <summary>The autoscaling/v1 Scale subresource of an object.</summary>
/// <param name="Metadata">Of the scaled object.</param>
/// <param name="Spec">How many are wanted.</param>
/// <param name="Status">How many there are.</param>
/// <param name="ApiVersion">Always <c>autoscaling/v1</c>.</param>
/// <param name="Kind">Always <c>Scale</c>.</param>
public sealed record V1Scale(
    V1ObjectMeta Metadata,
    V1ScaleSpec? Spec = null,
    V1ScaleStatus? Status = null,
    string ApiVersion = "autoscaling/v1",
    string Kind = "Scale") : IKubernetesObject;

/// <summary>How many are wanted.</summary>
/// <param name="Replicas">The number.</param>
public sealed record V1ScaleSpec(int Replicas = 0);

/// <summary>How many there are.</summary>
/// <param name="Replicas">The number.</param>
/// <param name="Selector">A label selector in text form that finds them.</param>
public sealed record V1ScaleStatus(int Replicas = 0, string? Selector = null);
