using System.Text.Json.Serialization;

namespace Mooring.Engine.Models;

/// <summary>A network, from a list or an inspection; lists of newer engines leave <see cref="Containers"/> empty.</summary>
public sealed record NetworkResponse
{
    public string Name { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("Id")]
    public string ID { get; init; } = "";

    public DateTimeOffset? Created { get; init; }

    /// <summary><c>local</c>, <c>swarm</c> or <c>global</c>.</summary>
    public string? Scope { get; init; }

    public string? Driver { get; init; }

    public bool EnableIPv6 { get; init; }

    public IPAM? IPAM { get; init; }

    public bool Internal { get; init; }

    public bool Attachable { get; init; }

    public bool Ingress { get; init; }

    public bool ConfigOnly { get; init; }

    public IReadOnlyDictionary<string, EndpointResource>? Containers { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
