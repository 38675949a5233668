using System.Net;
using System.Text.Json;
using Mooring.Kube.Client;
using Mooring.Kube.Models;

namespace Mooring.Kube.Transport;

/// <summary>Turns what went wrong into a <see cref="KubernetesException"/>.</summary>
internal static class Failure
{
    private const int LongestText = 300;

    /// <summary>The server answered with an error. <paramref name="request"/> says what was asked, such as <c>GET api/v1/secrets</c>.</summary>
    public static KubernetesException From(HttpStatusCode code, TimeSpan? retryAfter, ReadOnlySpan<byte> body, string request)
    {
        var status = Parse(body);
        var seconds = status?.Details?.RetryAfterSeconds ?? 0;
        var text = status?.Message ?? System.Text.Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestText)]).Trim();
        return new(ReasonOf(status?.Reason, code), $"{request}: {(int)code} {(text.Length == 0 ? code.ToString() : text)}")
        {
            Status = code,
            Details = status?.Details,
            RetryAfter = retryAfter ?? (seconds > 0 ? TimeSpan.FromSeconds(seconds) : null),
        };
    }

    /// <summary>A Status that came where an object was expected: the ERROR line of a watch.</summary>
    public static KubernetesException From(V1Status status, string request) =>
        new(ReasonOf(status.Reason, (HttpStatusCode)status.Code), $"{request}: {status.Code} {status.Message}")
        {
            Status = (HttpStatusCode)status.Code,
            Details = status.Details,
            RetryAfter = status.Details is { RetryAfterSeconds: > 0 and var seconds } ? TimeSpan.FromSeconds(seconds) : null,
        };

    /// <summary>No server answered, or not to the end.</summary>
    public static KubernetesException Unreachable(Exception cause, string request) =>
        new(StatusReason.Unreachable, $"{request}: {Innermost(cause)}", cause);

    /// <summary>The time allowed ran out.</summary>
    public static KubernetesException TimedOut(TimeSpan allowed, string request) =>
        new(StatusReason.Timeout, $"{request}: no answer within {allowed.TotalSeconds:0.###} s");

    private static string Innermost(Exception cause)
    {
        // The outer message only says that an error occurred; the last one says refused, reset or which certificate rule failed.
        var deepest = cause.GetBaseException().Message;
        return cause.Message.Contains(deepest, StringComparison.Ordinal) ? cause.Message : $"{cause.Message} {deepest}";
    }

    private static V1Status? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, KubeJson.Default.V1Status) is { Kind: "Status" } status ? status : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static StatusReason ReasonOf(string? word, HttpStatusCode code) =>
        Enum.TryParse<StatusReason>(word, out var reason) && reason is not (StatusReason.Unknown or StatusReason.Unreachable)
            ? reason
            : code switch
            {
                HttpStatusCode.BadRequest => StatusReason.BadRequest,
                HttpStatusCode.Unauthorized => StatusReason.Unauthorized,
                HttpStatusCode.Forbidden => StatusReason.Forbidden,
                HttpStatusCode.NotFound => StatusReason.NotFound,
                HttpStatusCode.MethodNotAllowed => StatusReason.MethodNotAllowed,
                HttpStatusCode.NotAcceptable => StatusReason.NotAcceptable,
                HttpStatusCode.Conflict => StatusReason.Conflict,
                HttpStatusCode.Gone => StatusReason.Gone,
                HttpStatusCode.RequestEntityTooLarge => StatusReason.RequestEntityTooLarge,
                HttpStatusCode.UnsupportedMediaType => StatusReason.UnsupportedMediaType,
                HttpStatusCode.UnprocessableEntity => StatusReason.Invalid,
                HttpStatusCode.TooManyRequests => StatusReason.TooManyRequests,
                HttpStatusCode.InternalServerError => StatusReason.InternalError,
                HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable => StatusReason.ServiceUnavailable,
                HttpStatusCode.GatewayTimeout => StatusReason.Timeout,
                _ => StatusReason.Unknown,
            };
}
