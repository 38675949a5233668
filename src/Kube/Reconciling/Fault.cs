using Mooring.Kube.Client;

namespace Mooring.Kube.Reconciling;

/// <summary>A failure, in words a user may read in a status.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Message">What is wrong, where, and what to do; no secrets.</param>
public sealed record Fault(FaultKind Kind, string Message)
{
    /// <summary>The fault a failed request to the API server is.</summary>
    public static Fault From(KubernetesException e) => new(
        e.Reason switch
        {
            StatusReason.Conflict or StatusReason.AlreadyExists => FaultKind.Conflict,
            StatusReason.NotFound => FaultKind.NotFound,
            StatusReason.Gone or StatusReason.Expired => FaultKind.Expired,
            StatusReason.Invalid or StatusReason.BadRequest or StatusReason.RequestEntityTooLarge or StatusReason.MethodNotAllowed
                or StatusReason.NotAcceptable or StatusReason.UnsupportedMediaType => FaultKind.Invalid,
            StatusReason.Forbidden or StatusReason.Unauthorized => FaultKind.Forbidden,
            _ => FaultKind.Transient,
        },
        e.Message);
}
