using System.Text.Json.Serialization;
using Mooring.Api;

namespace Mooring.Kube.Models;

/// <summary>A coordination.k8s.io/v1 Lease.</summary>
/// <param name="Metadata">Identity and bookkeeping.</param>
/// <param name="Spec">Who holds it and since when.</param>
/// <param name="ApiVersion">Always <c>coordination.k8s.io/v1</c>.</param>
/// <param name="Kind">Always <c>Lease</c>.</param>
public sealed record V1Lease(
    V1ObjectMeta Metadata, V1LeaseSpec? Spec = null, string ApiVersion = "coordination.k8s.io/v1", string Kind = "Lease") : IKubernetesObject
{
    /// <summary>Who holds it and since when; all unset for a lease nobody ever held.</summary>
    public V1LeaseSpec Spec { get; init; } = Spec ?? new();
}

/// <summary>The claim a Lease records.</summary>
/// <param name="HolderIdentity">Who holds it; empty or absent when released.</param>
/// <param name="LeaseDurationSeconds">How long after its last observed change others must wait.</param>
/// <param name="AcquireTime">When the holder took it.</param>
/// <param name="RenewTime">When the holder last renewed it, by the holder's clock.</param>
/// <param name="LeaseTransitions">How often the holder changed.</param>
public sealed record V1LeaseSpec(
    string? HolderIdentity = null,
    int? LeaseDurationSeconds = null,
    DateTimeOffset? AcquireTime = null,
    DateTimeOffset? RenewTime = null,
    int? LeaseTransitions = null)
{
    /// <summary>When the holder took it.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; init; } = AcquireTime;

    /// <summary>When the holder last renewed it, by the holder's clock.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; init; } = RenewTime;
}
