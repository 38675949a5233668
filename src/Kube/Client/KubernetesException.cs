using System.Net;
using Mooring.Kube.Models;

namespace Mooring.Kube.Client;

/// <summary>A request to the API server failed. Cancellation is not a failure and never becomes one of these.</summary>
/// <param name="reason">Why.</param>
/// <param name="message">For people; carries no secret.</param>
/// <param name="inner">What lies beneath, when no server answered.</param>
public sealed class KubernetesException(StatusReason reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public StatusReason Reason { get; } = reason;

    /// <summary>The HTTP status code; 0 when no server answered.</summary>
    public HttpStatusCode Status { get; init; }

    /// <summary>What the server said it was about, such as the invalid fields.</summary>
    public V1StatusDetails? Details { get; init; }

    /// <summary>How long the server wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
