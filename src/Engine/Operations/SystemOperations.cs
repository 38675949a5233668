using System.Runtime.CompilerServices;
using Mooring.Engine.Events;
using Mooring.Engine.Models;
using Mooring.Engine.Streams;
using Mooring.Engine.Transport;

namespace Mooring.Engine.Operations;

internal sealed class SystemOperations(EngineTransport transport) : ISystemOperations
{
    public async Task<PingResponse> PingAsync(CancellationToken ct)
    {
        var started = transport.Clock.GetTimestamp();
        return await transport.SendAsync(EngineCalls.Ping, response => new PingResponse(
            Header(response, "Api-Version"), Header(response, "OSType"), response.Headers.Date, transport.Clock.GetElapsedTime(started)), ct);
    }

    public async Task<VersionResponse> GetVersionAsync(CancellationToken ct)
    {
        var version = await transport.SendAsync(EngineCalls.Version, EngineJson.Default.VersionResponse, ct);
        transport.Accept(version);
        return version;
    }

    public Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken ct) =>
        transport.SendAsync(new EngineCall("GetSystemInfo", HttpMethod.Get, "/info"), EngineJson.Default.SystemInfoResponse, ct);

    public Task<AuthResponse> AuthenticateAsync(AuthConfig authConfig, CancellationToken ct) => transport.SendAsync(
        new EngineCall("Authenticate", HttpMethod.Post, "/auth") { Content = JsonBody.Of(authConfig, EngineJson.Default.AuthConfig) },
        EngineJson.Default.AuthResponse, ct);

    public async IAsyncEnumerable<Message> MonitorEventsAsync(EventsParameters parameters, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var body = await OpenEventsAsync(parameters, ct);
        await foreach (var message in JsonLines.ReadAsync(body, EngineJson.Default.Message, ct))
        {
            yield return message;
        }
    }

    public IAsyncEnumerable<EngineEvent> FollowEventsAsync(EventFollowOptions options, EventCursor cursor, CancellationToken ct) =>
        new EventFollower(OpenEventsAsync, this, options, cursor, transport.Configuration).RunAsync(ct);

    private Task<Stream> OpenEventsAsync(EventsParameters parameters, CancellationToken ct)
    {
        var query = new QueryString("/events").Add("since", parameters.Since).Add("until", parameters.Until).Add("filters", parameters.Filters);
        return transport.OpenBodyAsync(new EngineCall("MonitorEvents", HttpMethod.Get, query.ToString()), Timeout.InfiniteTimeSpan, ct);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
