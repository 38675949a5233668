namespace Mooring.Engine.Models;

/// <summary>Reply of POST /auth.</summary>
public sealed record AuthResponse
{
    public string? Status { get; init; }

    public string? IdentityToken { get; init; }
}
