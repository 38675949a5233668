namespace Mooring.Engine.Models;

/// <summary>Body of POST /networks/{id}/connect.</summary>
public sealed record NetworkConnectParameters
{
    /// <summary>ID or name.</summary>
    public required string Container { get; init; }

    public EndpointSettings? EndpointConfig { get; init; }
}
