using System.Text.Json.Serialization;
using Mooring.Api;

namespace Mooring.Kube.Models;

/// <summary>An events.k8s.io/v1 Event.</summary>
/// <param name="Metadata">Identity and bookkeeping.</param>
/// <param name="EventTime">When it was first seen.</param>
/// <param name="ReportingController">A qualified name such as <c>mooring.dev/operator</c>.</param>
/// <param name="ReportingInstance">Which process; at most 128 characters.</param>
/// <param name="Action">What was done or tried; at most 128 characters.</param>
/// <param name="Reason">Why, CamelCase; at most 128 characters.</param>
/// <param name="Type"><c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Note">For people; at most 1024 bytes.</param>
/// <param name="Regarding">The object it is about.</param>
/// <param name="Series">Set from the second occurrence on.</param>
/// <param name="ApiVersion">Always <c>events.k8s.io/v1</c>.</param>
/// <param name="Kind">Always <c>Event</c>.</param>
public sealed record Eventsv1Event(
    V1ObjectMeta Metadata,
    DateTimeOffset? EventTime = null,
    string? ReportingController = null,
    string? ReportingInstance = null,
    string? Action = null,
    string? Reason = null,
    string? Type = null,
    string? Note = null,
    V1ObjectReference? Regarding = null,
    Eventsv1EventSeries? Series = null,
    string ApiVersion = "events.k8s.io/v1",
    string Kind = "Event") : IKubernetesObject
{
    /// <summary>When it was first seen.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; init; } = EventTime;
}

/// <summary>How often an event was seen again.</summary>
/// <param name="Count">Occurrences so far, 2 or more.</param>
/// <param name="LastObservedTime">The latest one.</param>
public sealed record Eventsv1EventSeries(int Count, DateTimeOffset? LastObservedTime = null)
{
    /// <summary>The latest occurrence.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? LastObservedTime { get; init; } = LastObservedTime;
}
