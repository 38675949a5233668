using System.Net;
using System.Text;
using System.Text.Json;

namespace Mooring.Engine.Transport;

/// <summary>Reads an error reply. Engines send <c>{"message": "…"}</c>; older proxies and Go's own server send plain text.</summary>
internal static class ApiErrors
{
    private const int LongestBody = 64 * 1024;

    // What Go's net/http answers in clear to a request that should have been TLS.
    private const string GoWantsTls = "Client sent an HTTP request to an HTTPS server";

    public static async Task<DockerException> ReadAsync(HttpResponseMessage response, Subject subject, EngineEndpoint endpoint, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var text = await ReadTextAsync(body, ct);
        if (response.StatusCode == HttpStatusCode.BadRequest && text.Contains(GoWantsTls, StringComparison.Ordinal))
        {
            return new DockerConnectionException(ConnectionFault.TlsOnPlainPort, $"{endpoint} wants TLS, but no TLS credentials are configured for it.");
        }

        return Create(response.StatusCode, MessageIn(text) ?? $"The engine answered {(int)response.StatusCode} {response.ReasonPhrase}.", subject);
    }

    public static DockerApiException Create(HttpStatusCode status, string message, Subject subject) => (status, subject) switch
    {
        (HttpStatusCode.NotFound, Subject.Container) => new DockerContainerNotFoundException(message),
        (HttpStatusCode.NotFound, Subject.Image) => new DockerImageNotFoundException(message),
        (HttpStatusCode.NotFound, Subject.Network) => new DockerNetworkNotFoundException(message),
        (HttpStatusCode.NotFound, Subject.Volume) => new DockerVolumeNotFoundException(message),
        (HttpStatusCode.NotFound, Subject.Exec) => new DockerExecNotFoundException(message),
        (HttpStatusCode.Conflict, _) => new DockerConflictException(message),
        _ => new DockerApiException(status, message),
    };

    public static string? MessageIn(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, EngineJson.Default.ErrorResponse)?.Message;
        }
        catch (JsonException)
        {
            return body.Trim() is { Length: > 0 } text ? text : null;
        }
    }

    private static async Task<string> ReadTextAsync(Stream body, CancellationToken ct)
    {
        var buffer = new byte[LongestBody];
        var length = await body.ReadAtLeastAsync(buffer, LongestBody, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
