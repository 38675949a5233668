namespace Mooring.Engine.Models;

/// <summary>Body of POST /networks/{id}/disconnect.</summary>
public sealed record NetworkDisconnectParameters
{
    /// <summary>ID or name.</summary>
    public required string Container { get; init; }

    public bool Force { get; init; }
}
