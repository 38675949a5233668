using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>Docker hosts that act as one: a CA, membership, and the agents and managers that serve one Docker API for all of them.</summary>
/// <param name="Metadata">Name, labels and the server's bookkeeping.</param>
/// <param name="Spec">What is wanted.</param>
/// <param name="Status">What was observed; written by the operator alone.</param>
/// <param name="ApiVersion">Always <see cref="MooringApi.GroupVersion"/>.</param>
/// <param name="Kind">Always <see cref="KindName"/>.</param>
[Resource(Plural, "cluster", "mcl")]
[PrinterColumn("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Reason", "string", ".status.conditions[?(@.type==\"Ready\")].reason")]
[PrinterColumn("Nodes", "integer", ".status.nodes.total", Description = "Member hosts")]
[PrinterColumn("Nodes-Ready", "integer", ".status.nodes.ready", Description = "Member hosts that are Ready")]
[PrinterColumn("CA-Days", "integer", ".status.ca.daysLeft", Description = "Whole days until the CA's certificate ends")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
[PrinterColumn("Discovery", "string", ".spec.discovery.type", Wide = true)]
[PrinterColumn("Endpoint", "string", ".status.endpoint", Wide = true, Description = "Address of the cluster's Docker API")]
[PrinterColumn("Client-Secret", "string", ".status.clientSecretName", Wide = true, Description = "Secret with a client certificate for people")]
public sealed record Cluster(
    V1ObjectMeta Metadata,
    ClusterSpec? Spec = null,
    ClusterStatus? Status = null,
    string ApiVersion = MooringApi.GroupVersion,
    string Kind = Cluster.KindName) : IKubernetesObject
{
    /// <summary>What <c>kind</c> says.</summary>
    public const string KindName = "Cluster";

    /// <summary>Name in request paths.</summary>
    public const string Plural = "clusters";

    public ClusterSpec Spec { get; init; } = Spec ?? new();

    public ClusterStatus Status { get; init; } = Status ?? ClusterStatus.Empty;
}
