using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>Containers with constraints: how many of which, and on which hosts.</summary>
/// <param name="Metadata">Name, labels and the server's bookkeeping.</param>
/// <param name="Spec">What is wanted.</param>
/// <param name="Status">What was observed; written by the operator alone.</param>
/// <param name="ApiVersion">Always <see cref="MooringApi.GroupVersion"/>.</param>
/// <param name="Kind">Always <see cref="KindName"/>.</param>
[Resource(Plural, "placement", "pl", Scale = true)]
[PrinterColumn("Ready", "string", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Reason", "string", ".status.conditions[?(@.type==\"Ready\")].reason")]
[PrinterColumn("Desired", "integer", ".status.desiredReplicas", Description = "Containers there should be")]
[PrinterColumn("Up-To-Date", "integer", ".status.updatedReplicas", Description = "Containers of the current revision")]
[PrinterColumn("Available", "integer", ".status.availableReplicas", Description = "Containers that have been ready for minReadySeconds")]
[PrinterColumn("Age", "date", ".metadata.creationTimestamp")]
[PrinterColumn("Mode", "string", ".spec.mode", Wide = true)]
[PrinterColumn("Image", "string", ".spec.template.image", Wide = true)]
[PrinterColumn("Nodes", "string", ".status.nodes", Wide = true, Description = "Hosts of the containers")]
public sealed record Placement(
    V1ObjectMeta Metadata,
    PlacementSpec Spec,
    PlacementStatus? Status = null,
    string ApiVersion = MooringApi.GroupVersion,
    string Kind = Placement.KindName) : IKubernetesObject
{
    /// <summary>What <c>kind</c> says.</summary>
    public const string KindName = "Placement";

    /// <summary>Name in request paths.</summary>
    public const string Plural = "placements";

    public PlacementStatus Status { get; init; } = Status ?? PlacementStatus.Empty;
}
