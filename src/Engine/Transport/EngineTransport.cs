using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mooring.Engine.Models;
using Mooring.Engine.Streams;

namespace Mooring.Engine.Transport;

/// <summary>Sends requests to one engine: version prefix, deadline, span, metric, and one exception for each cause of failure.</summary>
internal sealed class EngineTransport : IDisposable
{
    private readonly DockerClientConfiguration _configuration;
    private readonly HttpMessageInvoker _calls;
    private readonly HttpMessageInvoker _streams;
    private readonly SemaphoreSlim _negotiating = new(1, 1);
    private volatile VersionResponse? _negotiated;
    private ApiVersion _version;

    public EngineTransport(DockerClientConfiguration configuration)
    {
        _configuration = configuration;
        Connector = new(configuration);
        _calls = NewInvoker(configuration.MaxConnections);
        _streams = NewInvoker(configuration.MaxStreams);
    }

    public EngineConnector Connector { get; }

    public DockerClientConfiguration Configuration => _configuration;

    public TimeProvider Clock => _configuration.Clock;

    /// <summary>An ordinary call whose reply is one JSON document.</summary>
    public Task<T> SendAsync<T>(EngineCall call, JsonTypeInfo<T> type, CancellationToken ct) =>
        WithDeadlineAsync(call, (response, limit) => ReadJsonAsync(response, type, limit), ct);

    /// <summary>An ordinary call of which only the status matters (2xx or 304).</summary>
    public Task<HttpStatusCode> SendAsync(EngineCall call, CancellationToken ct) =>
        SendAsync(call, response => response.StatusCode, ct);

    /// <summary>An ordinary call of which only the headers matter.</summary>
    public Task<T> SendAsync<T>(EngineCall call, Func<HttpResponseMessage, T> read, CancellationToken ct) =>
        WithDeadlineAsync(call, (response, _) => Task.FromResult(read(response)), ct);

    /// <summary>A call whose reply is a stream: the deadline covers only its beginning. Disposing the response ends it.</summary>
    public Task<HttpResponseMessage> OpenAsync(EngineCall call, CancellationToken ct) =>
        ObservedAsync(call, () => OpenInTimeAsync(call, ct), ct);

    /// <summary>As <see cref="OpenAsync"/>, giving the body as a stream that owns the connection.</summary>
    /// <param name="call">What to ask.</param>
    /// <param name="silence">Longest wait for the next bytes of the body, or infinite.</param>
    /// <param name="ct">Cancels until the reply begins.</param>
    public async Task<Stream> OpenBodyAsync(EngineCall call, TimeSpan silence, CancellationToken ct)
    {
        var response = await OpenAsync(call, ct);
        return new EngineBodyStream(await response.Content.ReadAsStreamAsync(ct), silence, this);
    }

    /// <summary>A request exactly as given (path, headers, body), whatever the status of the reply; no deadline but the caller's.</summary>
    public async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.RequestUri = new Uri("http://engine" + request.RequestUri!.OriginalString);
        try
        {
            return await _streams.SendAsync(request, ct);
        }
        catch (Exception e) when (ConnectionFaults.IsTransport(e))
        {
            throw await ExplainAsync(e, ct);
        }
    }

    /// <summary>Sends a request on a connection of its own and takes it over.</summary>
    public async Task<HijackedStream> HijackAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(_configuration.DefaultTimeout, Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        EngineConnection? connection = null;
        try
        {
            connection = await Connector.ConnectAsync(both.Token);
            var hijacked = await Hijacker.SendAsync(connection, request, both.Token);
            connection = null;
            return hijacked;
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw TooLate(new("Hijack", request.Method, ""), e);
        }
        catch (Exception e) when (ConnectionFaults.IsTransport(e))
        {
            throw await ExplainAsync(e, ct);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.Stream.DisposeAsync();
            }
        }
    }

    /// <summary>The version response of the engine and the API version chosen from it; asked once, again after a lost connection.</summary>
    public async ValueTask<ApiVersion> NegotiateAsync(CancellationToken ct)
    {
        if (_negotiated is not null)
        {
            return _version;
        }

        await _negotiating.WaitAsync(ct);
        try
        {
            if (_negotiated is null)
            {
                Accept(await SendAsync(EngineCalls.Version, EngineJson.Default.VersionResponse, ct));
            }

            return _version;
        }
        finally
        {
            _negotiating.Release();
        }
    }

    /// <summary>Takes a fresh version response into account.</summary>
    /// <exception cref="DockerApiVersionException">There is no common version.</exception>
    public void Accept(VersionResponse version)
    {
        if (!ApiVersion.TryParse(version.APIVersion, out var highest))
        {
            throw new DockerConnectionException(ConnectionFault.Protocol, $"{Connector.Endpoint} does not state its API version; it is no Docker Engine.");
        }

        var lowest = ApiVersion.TryParse(version.MinAPIVersion, out var stated) ? stated : default;
        _version = ApiVersion.Negotiate(lowest, highest);
        _negotiated = version;
        _configuration.Logger.Negotiated(Connector.Endpoint.ToString(), _version.ToString());
    }

    public void Dispose()
    {
        _calls.Dispose();
        _streams.Dispose();
        _negotiating.Dispose();
        Connector.Dispose();
    }

    private HttpMessageInvoker NewInvoker(int connections) => new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = connections,
        PooledConnectionIdleTimeout = _configuration.ConnectionIdleTimeout,
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        // A reply left half-read closes its connection at once instead of being read to its end.
        MaxResponseDrainSize = 0,
        ConnectCallback = async (_, ct) => (await Connector.ConnectAsync(ct)).Stream,
    });

    private Task<T> WithDeadlineAsync<T>(EngineCall call, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken ct) =>
        ObservedAsync(call, async () =>
        {
            using var deadline = new CancellationTokenSource(_configuration.DefaultTimeout + call.ExtraTime, Clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            try
            {
                using var response = await SendCheckedAsync(_calls, call, both.Token);
                return await read(response, both.Token);
            }
            catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                throw TooLate(call, e);
            }
        }, ct);

    private async Task<HttpResponseMessage> OpenInTimeAsync(EngineCall call, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(_configuration.DefaultTimeout + call.ExtraTime, Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await SendCheckedAsync(_streams, call, both.Token);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw TooLate(call, e);
        }
    }

    private DockerConnectionException TooLate(EngineCall call, Exception e) => new(
        ConnectionFault.ResponseTimeout,
        $"{Connector.Endpoint} did not answer {call.Operation} within {(_configuration.DefaultTimeout + call.ExtraTime).TotalSeconds:0.###} s.",
        e, Connector.ServerCertificate);

    private async Task<HttpResponseMessage> SendCheckedAsync(HttpMessageInvoker invoker, EngineCall call, CancellationToken ct)
    {
        var prefix = call.Versioned ? $"/v{await NegotiateAsync(ct)}" : "";
        using var request = new HttpRequestMessage(call.Method, "http://engine" + prefix + call.Path)
        {
            // Without a body the handler would send a request again by itself when the connection ends before the reply; a POST may have been done.
            Content = call.Content ?? (call.Method == HttpMethod.Post ? new ByteArrayContent([]) : null),
        };
        if (call.RegistryAuth is { } auth)
        {
            request.Headers.TryAddWithoutValidation("X-Registry-Auth", auth);
        }

        var response = await invoker.SendAsync(request, ct);
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
        {
            return response;
        }

        using (response)
        {
            throw await ApiErrors.ReadAsync(response, call.Subject, Connector.Endpoint, ct);
        }
    }

    private static async Task<T> ReadJsonAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        return await JsonSerializer.DeserializeAsync(body, type, ct) ?? throw new JsonException("the reply is null");
    }

    private async Task<T> ObservedAsync<T>(EngineCall call, Func<Task<T>> send, CancellationToken ct)
    {
        using var activity = EngineMetrics.Activities.StartActivity(call.Operation, ActivityKind.Client);
        activity?.SetTag("server.address", Connector.Endpoint.ToString());
        var started = Clock.GetTimestamp();
        var result = "ok";
        try
        {
            return await send();
        }
        catch (Exception e) when (ConnectionFaults.IsTransport(e))
        {
            result = "unreachable";
            throw await ExplainAsync(e, ct);
        }
        catch (DockerApiException e)
        {
            result = (int)e.StatusCode < 500 ? "client_error" : "server_error";
            throw;
        }
        catch (OperationCanceledException)
        {
            result = "cancelled";
            throw;
        }
        finally
        {
            activity?.SetTag("result", result);
            _configuration.Metrics?.Record(call.Operation, result, Clock.GetElapsedTime(started));
        }
    }

    // The engine behind the address may be another one when it comes back, so its version is asked again.
    private async Task<DockerConnectionException> ExplainAsync(Exception e, CancellationToken ct)
    {
        _negotiated = null;
        var fault = ConnectionFaults.From(e, Connector.Endpoint, Connector.ServerCertificate);
        return fault.Fault == ConnectionFault.Closed && Connector.Endpoint.Tls && e is not ObjectDisposedException ? await Connector.DiagnoseAsync(ct) ?? fault : fault;
    }
}
