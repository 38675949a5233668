using Mooring.Engine.Models;

namespace Mooring.Fleet.Snapshots;

/// <summary>One network; who is in it is told by <see cref="ContainerSnapshot.Networks"/>.</summary>
/// <param name="ID">Full ID.</param>
/// <param name="Name">Name on this engine.</param>
public sealed record NetworkSnapshot(string ID, string Name)
{
    public string Driver { get; init; } = "";

    /// <summary><c>local</c>, <c>swarm</c> or <c>global</c>.</summary>
    public string Scope { get; init; } = "";

    public bool Internal { get; init; }

    public bool Attachable { get; init; }

    public bool Ingress { get; init; }

    public bool EnableIPv6 { get; init; }

    public DateTimeOffset? Created { get; init; }

    public IPAM? Ipam { get; init; }

    public IReadOnlyDictionary<string, string> Options { get; init; } = Empty.Labels;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;
}
