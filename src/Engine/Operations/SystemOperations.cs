using Mooring.Engine.Models;
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

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
