using Mooring.Engine.Events;
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

    /// <summary>POST /auth: checks credentials with the registry.</summary>
    Task<AuthResponse> AuthenticateAsync(AuthConfig authConfig, CancellationToken ct);

    /// <summary>GET /events on one connection: ends when the engine ends it, throws when the connection is lost.</summary>
    IAsyncEnumerable<Message> MonitorEventsAsync(EventsParameters parameters, CancellationToken ct);

    /// <summary>
    /// GET /events for ever: opens it again, with backoff, after each loss, from the last event seen, without repeating events, and says when
    /// the reader has to list because something may have been missed. Throws only on cancellation.
    /// </summary>
    /// <param name="options">How the stream is kept alive.</param>
    /// <param name="cursor">Where to resume; moved along with the events, so that a later stream of the same reader can go on from there.</param>
    /// <param name="ct">Ends the stream.</param>
    IAsyncEnumerable<EngineEvent> FollowEventsAsync(EventFollowOptions options, EventCursor cursor, CancellationToken ct);
}
