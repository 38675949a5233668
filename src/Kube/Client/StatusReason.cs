namespace Mooring.Kube.Client;

/// <summary>Why a request failed: <c>StatusReason</c> of meta/v1, and <see cref="Unreachable"/> when no server answered.</summary>
public enum StatusReason
{
    /// <summary>The server gave no reason known here; look at the code.</summary>
    Unknown,

    /// <summary>No answer: refused, reset, no route, TLS failed.</summary>
    Unreachable,
    Unauthorized,
    Forbidden,
    NotFound,
    AlreadyExists,

    /// <summary>The object changed meanwhile; read it again.</summary>
    Conflict,
    Gone,

    /// <summary>The version or page token is too old; list again.</summary>
    Expired,
    Invalid,
    ServerTimeout,

    /// <summary>The time allowed ran out, on our side or the server's; the request may have been carried out.</summary>
    Timeout,
    TooManyRequests,
    BadRequest,
    MethodNotAllowed,
    NotAcceptable,
    RequestEntityTooLarge,
    UnsupportedMediaType,
    InternalError,
    ServiceUnavailable,
}
