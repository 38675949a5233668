using Mooring.Engine.Models;

namespace Mooring.Engine;

/// <summary>Calls about the engine itself.</summary>
public interface ISystemOperations
{
    /// <summary>GET /_ping: the cheapest sign of life.</summary>
    Task<PingResponse> PingAsync(CancellationToken ct);

    /// <summary>GET /version; also renews the negotiated API version.</summary>
    Task<VersionResponse> GetVersionAsync(CancellationToken ct);

    /// <summary>GET /info.</summary>
    Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken ct);
}
