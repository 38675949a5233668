using System.Collections.Frozen;
using Mooring.Engine;
using Mooring.Engine.Models;

namespace Mooring.Swarm.Cluster;

/// <summary>One engine as the manager sees it at a moment. Immutable; a change gives a new view.</summary>
/// <param name="Address">The address in discovery, <c>host:port</c>.</param>
/// <param name="Client">Calls to the engine.</param>
public sealed record EngineView(string Address, IDockerClient Client)
{
    /// <summary><c>ENGINEID|address</c>: the address tells cloned machines apart, which share their engine ID. Empty while unknown.</summary>
    public string Id { get; init; } = "";

    /// <summary>The engine's host name; <c>(unknown)</c> before it was reached.</summary>
    public string Name { get; init; } = "(unknown)";

    /// <summary>The address's host, resolved.</summary>
    public string Ip { get; init; } = "";

    /// <summary>Whether it answers.</summary>
    public EngineHealth Health { get; init; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }

    /// <summary>What is wrong with it; null for nothing.</summary>
    public string? Error { get; init; }

    /// <summary>When it last answered.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its <c>/info</c>; null before it was reached.</summary>
    public SystemInfoResponse? Info { get; init; }

    /// <summary>Its <c>/version</c>; null before it was reached.</summary>
    public VersionResponse? Version { get; init; }

    /// <summary>What constraints see: facts of the engine, then its own labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Its containers by full ID.</summary>
    public IReadOnlyDictionary<string, ContainerEntry> Containers { get; init; } = FrozenDictionary<string, ContainerEntry>.Empty;

    /// <summary>Its images.</summary>
    public IReadOnlyList<ImagesListResponse> Images { get; init; } = [];

    /// <summary>Its networks.</summary>
    public IReadOnlyList<NetworkResponse> Networks { get; init; } = [];

    /// <summary>Its volumes.</summary>
    public IReadOnlyList<VolumeResponse> Volumes { get; init; } = [];

    /// <summary>True once it was reached and accepted, even if it does not answer now.</summary>
    public bool Validated => Health != EngineHealth.Pending;

    /// <summary>Identity.</summary>
    public bool Equals(EngineView? other) => ReferenceEquals(this, other);

    /// <summary>Identity.</summary>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
