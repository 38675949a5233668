using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mooring.Discovery.Http;

namespace Mooring.Discovery.Etcd;

/// <summary>Calls to etcd's JSON gateway: another member is tried when one cannot be reached, a login is renewed when its token has aged.</summary>
internal sealed class EtcdGateway(IReadOnlyList<string> endpoints, DiscoveryOptions options, TimeProvider clock) : IDisposable
{
    private const int GrpcUnauthenticated = 16;
    private const int GrpcUnavailable = 14;

    private readonly StoreHttp _http = new(options, verify: true, clock);
    private readonly Uri[] _members = [.. endpoints.Select(endpoint => new Uri($"{(options.Tls ? "https" : "http")}://{endpoint}/v3/"))];
    private volatile int _current;
    private volatile string? _token;

    /// <summary>A call that is answered at once.</summary>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        string path, TRequest body, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResponse> responseType, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body, requestType);
        var response = await OnAnyMemberAsync(async member =>
        {
            var response = await _http.SendAsync(Request(member, path, json), TimeSpan.Zero, ct);
            return response.IsSuccess ? (response, null) : (response, ErrorOf(response.Status, response.Body));
        }, ct);
        return response.Read(responseType);
    }

    /// <summary>A call whose answer is a stream; the caller disposes the response.</summary>
    public Task<HttpResponseMessage> OpenAsync<TRequest>(string path, TRequest body, JsonTypeInfo<TRequest> requestType, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body, requestType);
        return OnAnyMemberAsync(async member =>
        {
            var response = await _http.OpenAsync(Request(member, path, json), ct);
            return response.IsSuccessStatusCode ? (response, null) : (response, ErrorOf(response.StatusCode, await response.Content.ReadAsByteArrayAsync(ct)));
        }, ct);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> OnAnyMemberAsync<T>(Func<Uri, Task<(T Answer, EtcdMessages.Error? Error)>> call, CancellationToken ct)
    {
        DiscoveryException? unreachable = null;
        for (var attempt = 0; attempt < _members.Length; attempt++)
        {
            var at = _current;
            var member = _members[at];
            try
            {
                var (answer, error) = await AuthenticatedAsync(member, call, ct);
                if (error is null)
                {
                    return answer;
                }

                (answer as IDisposable)?.Dispose();
                unreachable = new DiscoveryException($"{member.Authority}: {error.Text ?? error.Message}");
                if (error.Code != GrpcUnavailable)
                {
                    break;
                }
            }
            catch (DiscoveryException e)
            {
                unreachable = e;
            }

            _current = (at + 1) % _members.Length;
        }

        throw unreachable!;
    }

    private async Task<(T Answer, EtcdMessages.Error? Error)> AuthenticatedAsync<T>(
        Uri member, Func<Uri, Task<(T Answer, EtcdMessages.Error? Error)>> call, CancellationToken ct)
    {
        if (options.Username is null)
        {
            return await call(member);
        }

        _token ??= await LoginAsync(member, ct);
        var first = await call(member);
        if (first.Error is not { Code: GrpcUnauthenticated })
        {
            return first;
        }

        (first.Answer as IDisposable)?.Dispose();
        _token = await LoginAsync(member, ct);
        return await call(member);
    }

    private async Task<string> LoginAsync(Uri member, CancellationToken ct)
    {
        var login = new EtcdMessages.AuthenticateRequest(options.Username!, options.Password ?? "");
        var json = JsonSerializer.SerializeToUtf8Bytes(login, EtcdJson.Default.AuthenticateRequest);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(member, "auth/authenticate")) { Content = new ByteArrayContent(json) };
        var response = await _http.SendAsync(request, TimeSpan.Zero, ct);
        return response.IsSuccess
            ? response.Read(EtcdJson.Default.AuthenticateResponse).Token ?? ""
            : throw new DiscoveryException($"{member.Authority}: {ErrorOf(response.Status, response.Body).Text}");
    }

    private HttpRequestMessage Request(Uri member, string path, byte[] json)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(member, path)) { Content = new ByteArrayContent(json) };
        if (_token is { } token)
        {
            request.Headers.TryAddWithoutValidation("Authorization", token);
        }

        return request;
    }

    private static EtcdMessages.Error ErrorOf(HttpStatusCode status, byte[] body)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, EtcdJson.Default.Error) is { } error)
            {
                return error with { Text = error.Text ?? error.Message ?? $"HTTP status {(int)status}" };
            }
        }
        catch (JsonException)
        {
            // Not etcd's own words; a proxy's, or the v2 API's.
        }

        return new($"HTTP status {(int)status}: {Encoding.UTF8.GetString(body).Trim()}", null, (int)status >= 500 ? GrpcUnavailable : 0, 0);
    }
}
