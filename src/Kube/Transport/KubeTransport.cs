using System.Net;
using System.Net.Http.Headers;
using Mooring.Kube.Client;
using Mooring.Kube.Configuration;
using Mooring.Kube.Telemetry;

namespace Mooring.Kube.Transport;

/// <summary>Sends requests: identity, pacing, time limit, retries where the server did not act, errors by type.</summary>
internal sealed class KubeTransport : IDisposable
{
    private readonly KubernetesClientConfiguration _config;
    private readonly KubernetesClientOptions _options;
    private readonly TimeProvider _clock;
    private readonly KubeMetrics? _metrics;
    private readonly IIdentitySource _identities;
    private readonly RotatingHandler _connections;
    private readonly Pacer? _pacer;
    private readonly Uri _host;

    public KubeTransport(KubernetesClientConfiguration config, KubernetesClientOptions options, TimeProvider clock, KubeMetrics? metrics)
    {
        (_config, _options, _clock, _metrics) = (config, options, clock, metrics);
        _identities = Identities.From(config, clock);
        _connections = new(config, options);
        _pacer = options.RequestsPerSecond > 0 ? new(options.RequestsPerSecond, options.Burst, clock) : null;
        // A base address without a slash at its end would lose its last part.
        _host = config.Host.AbsoluteUri.EndsWith('/') ? config.Host : new Uri(config.Host.AbsoluteUri + "/");
    }

    /// <summary>The whole answer of a request.</summary>
    public async Task<byte[]> SendAsync(KubeRequest request, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await LimitedAsync(request, async limited =>
                {
                    using var response = await OpenOnceAsync(request, limited);
                    return await response.Content.ReadAsByteArrayAsync(limited);
                }, ct);
            }
            catch (KubernetesException e) when (attempt < _options.Retries && MayRepeat(request, e))
            {
                await Task.Delay(e.RetryAfter ?? TimeSpan.FromSeconds(1), _clock, ct);
            }
        }
    }

    /// <summary>The answer of a request whose body is read as it comes. The caller disposes it.</summary>
    public Task<HttpResponseMessage> OpenAsync(KubeRequest request, CancellationToken ct) =>
        LimitedAsync(request, limited => OpenOnceAsync(request, limited), ct);

    public void Dispose()
    {
        _connections.Dispose();
        (_identities as IDisposable)?.Dispose();
    }

    // 429 says that the request was not looked at. Anything else may have been carried out, so only reading is repeated.
    private bool MayRepeat(KubeRequest request, KubernetesException e) =>
        (e.RetryAfter ?? TimeSpan.Zero) <= _options.LongestRetryAfter
        && (e.Status is HttpStatusCode.TooManyRequests || (request.Method == HttpMethod.Get && e.RetryAfter is not null));

    private async Task<T> LimitedAsync<T>(KubeRequest request, Func<CancellationToken, Task<T>> send, CancellationToken ct)
    {
        if (_pacer is not null && request.Paced)
        {
            await _pacer.WaitAsync(ct);
        }

        using var timeout = new CancellationTokenSource(_options.RequestTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return await send(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw Failure.TimedOut(_options.RequestTimeout, request.ToString());
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            ct.ThrowIfCancellationRequested();
            throw Failure.Unreachable(e, request.ToString());
        }
        catch (KubeconfigException e)
        {
            throw new KubernetesException(StatusReason.Unauthorized, $"{request}: {e.Message}", e);
        }
    }

    private async Task<HttpResponseMessage> OpenOnceAsync(KubeRequest request, CancellationToken ct)
    {
        var identity = await _identities.GetAsync(ct);
        var response = await SendAsAsync(request, identity, ct);
        if (response.StatusCode is HttpStatusCode.Unauthorized && _identities.Refused(identity))
        {
            response.Dispose();
            response = await SendAsAsync(request, await _identities.GetAsync(ct), ct);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var body = await response.Content.ReadAsByteArrayAsync(ct);
            throw Failure.From(response.StatusCode, RetryAfter(response.Headers.RetryAfter), body, request.ToString());
        }
    }

    private async Task<HttpResponseMessage> SendAsAsync(KubeRequest request, RequestIdentity identity, CancellationToken ct)
    {
        using var message = Message(request, identity);
        try
        {
            var response = await _connections.For(identity.Certificate).SendAsync(message, ct);
            _metrics?.Requested((int)response.StatusCode, request.Method.Method, _host.Authority);
            return response;
        }
        catch (HttpRequestException)
        {
            _metrics?.Requested(null, request.Method.Method, _host.Authority);
            throw;
        }
    }

    private HttpRequestMessage Message(KubeRequest request, RequestIdentity identity)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_host, request.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.Accept.ParseAdd("application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", _options.FieldManager);
        message.Headers.Authorization = identity.Header;
        if (_config.TlsServerName is { } name)
        {
            // The handler takes the name to check the certificate against from here.
            message.Headers.Host = name;
        }

        if (_config.Impersonation is { } other)
        {
            Impersonate(message.Headers, other);
        }

        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new(request.ContentType);
        }

        return message;
    }

    private static void Impersonate(HttpRequestHeaders headers, Impersonation other)
    {
        headers.Add("Impersonate-User", other.User);
        if (other.Uid is { } uid)
        {
            headers.Add("Impersonate-Uid", uid);
        }

        foreach (var group in other.Groups)
        {
            headers.Add("Impersonate-Group", group);
        }

        foreach (var (name, values) in other.Extra)
        {
            headers.Add("Impersonate-Extra-" + Uri.EscapeDataString(name), values);
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? Later(date - _clock.GetUtcNow()) : null);

    private static TimeSpan Later(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
}
