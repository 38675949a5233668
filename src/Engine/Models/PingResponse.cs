namespace Mooring.Engine.Models;

/// <summary>Headers of GET /_ping.</summary>
/// <param name="ApiVersion">Highest API version of the engine; null if not stated.</param>
/// <param name="OsType">Operating system of its containers: <c>linux</c> or <c>windows</c>.</param>
/// <param name="ServerTime">The <c>Date</c> header, whole seconds; null if not sent.</param>
/// <param name="Latency">Time from request to reply on the caller's clock.</param>
public sealed record PingResponse(string? ApiVersion, string? OsType, DateTimeOffset? ServerTime, TimeSpan Latency);
