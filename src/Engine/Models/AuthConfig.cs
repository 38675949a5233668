using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>Credentials for a registry.</summary>
public sealed record AuthConfig
{
    [JsonPropertyName("username")]
    public string? Username { get; init; }

    [JsonPropertyName("password")]
    public string? Password { get; init; }

    [JsonPropertyName("serveraddress")]
    public string? ServerAddress { get; init; }

    [JsonPropertyName("identitytoken")]
    public string? IdentityToken { get; init; }

    [JsonPropertyName("registrytoken")]
    public string? RegistryToken { get; init; }

    /// <summary>Shows no secret.</summary>
    public override string ToString() => $"{Username}@{ServerAddress}";
}
