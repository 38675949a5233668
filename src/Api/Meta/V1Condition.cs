using System.Text.Json.Serialization;

namespace Mooring.Api;

/// <summary><c>Condition</c> of meta/v1.</summary>
/// <param name="Type">What is judged, CamelCase; one entry a type.</param>
/// <param name="Status">One of <see cref="ConditionStatus"/>.</param>
/// <param name="Reason">A CamelCase constant for machines.</param>
/// <param name="Message">A sentence for people; at most 32768 characters.</param>
/// <param name="LastTransitionTime">When <paramref name="Status"/> last changed, whole seconds.</param>
/// <param name="ObservedGeneration">The <c>metadata.generation</c> that was judged.</param>
public sealed record V1Condition(
    string Type,
    string Status,
    string Reason = "",
    string Message = "",
    DateTimeOffset? LastTransitionTime = null,
    long? ObservedGeneration = null)
{
    /// <summary>When <see cref="Status"/> last changed, whole seconds.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? LastTransitionTime { get; init; } = LastTransitionTime;
}
