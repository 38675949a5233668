namespace Mooring.Kube.Models;

/// <summary><c>Status</c> of meta/v1: the server's answer when there is no object to give.</summary>
/// <param name="Status"><c>Success</c> or <c>Failure</c>.</param>
/// <param name="Message">For people.</param>
/// <param name="Reason">One word for machines.</param>
/// <param name="Details">What it was about.</param>
/// <param name="Code">The HTTP status code; 0 when not given.</param>
/// <param name="Kind">Always <c>Status</c>; anything else is no such answer.</param>
public sealed record V1Status(
    string? Status = null, string? Message = null, string? Reason = null, V1StatusDetails? Details = null, int Code = 0, string? Kind = null);

/// <summary>What a <see cref="V1Status"/> was about.</summary>
/// <param name="Name">Of the object.</param>
/// <param name="Group">Of the kind.</param>
/// <param name="Kind">The kind, or the resource's plural.</param>
/// <param name="Uid">Of the object.</param>
/// <param name="Causes">Single faults, such as one an invalid field.</param>
/// <param name="RetryAfterSeconds">How long to stay away; 0 when not given.</param>
public sealed record V1StatusDetails(
    string? Name = null,
    string? Group = null,
    string? Kind = null,
    string? Uid = null,
    IReadOnlyList<V1StatusCause>? Causes = null,
    int RetryAfterSeconds = 0);

/// <summary>One fault of several.</summary>
/// <param name="Reason">One word for machines, such as <c>FieldValueInvalid</c>.</param>
/// <param name="Message">For people.</param>
/// <param name="Field">Path of the field, such as <c>spec.replicas</c>.</param>
public sealed record V1StatusCause(string? Reason = null, string? Message = null, string? Field = null);
