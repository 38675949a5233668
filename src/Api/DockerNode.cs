using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>One Docker Engine outside Kubernetes.</summary>
/// <param name="Metadata">Name, labels and the server's bookkeeping.</param>
/// <param name="Spec">What is wanted.</param>
/// <param name="Status">What was observed; written by the operator alone.</param>
/// <param name="ApiVersion">Always <see cref="MooringApi.GroupVersion"/>.</param>
/// <param name="Kind">Always <see cref="KindName"/>.</param>
[Resource(Plural, "dockernode", "dn")]
[PrinterColumn("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Reason", "string", ".status.conditions[?(@.type==\"Ready\")].reason")]
[PrinterColumn("Version", "string", ".status.engine.version", Description = "Version of the Docker Engine")]
[PrinterColumn("Containers", "integer", ".status.containers.running", Description = "Running containers, whoever made them")]
[PrinterColumn("CPU", "string", ".status.allocated.cpus", Description = "CPUs that containers have asked for")]
[PrinterColumn("Memory", "string", ".status.allocated.memory", Description = "Memory that containers have asked for")]
[PrinterColumn("Cert-Days", "integer", ".status.certificate.daysLeft", Description = "Whole days until the engine's certificate ends")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
[PrinterColumn("Endpoint", "string", ".spec.endpoint", Wide = true)]
[PrinterColumn("Cluster", "string", ".spec.clusterRef.name", Wide = true)]
[PrinterColumn("Availability", "string", ".spec.availability", Wide = true)]
[PrinterColumn("Of-CPU", "string", ".status.allocatable.cpus", Wide = true, Description = "CPUs that can be allocated")]
[PrinterColumn("Of-Memory", "string", ".status.allocatable.memory", Wide = true, Description = "Memory that can be allocated")]
[PrinterColumn("OS", "string", ".status.engine.os", Wide = true)]
public sealed record DockerNode(
    V1ObjectMeta Metadata,
    DockerNodeSpec Spec,
    DockerNodeStatus? Status = null,
    string ApiVersion = MooringApi.GroupVersion,
    string Kind = DockerNode.KindName) : IKubernetesObject
{
    /// <summary>What <c>kind</c> says.</summary>
    public const string KindName = "DockerNode";

    /// <summary>Name in request paths.</summary>
    public const string Plural = "dockernodes";

    public DockerNodeStatus Status { get; init; } = Status ?? DockerNodeStatus.Empty;
}
