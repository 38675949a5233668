using System.Collections.Frozen;

namespace Mooring.Scheduling.Views;

/// <summary>
/// What scheduling needs to know of one container, real or merely reserved. Whether stopped containers take part in usage is the caller's policy:
/// it clears <see cref="Counts"/> for those that should not.
/// </summary>
/// <param name="Id">Full container ID; of a reservation, the reservation's key.</param>
public sealed record ContainerView(string Id)
{
    /// <summary>Names without the leading <c>/</c>; may be empty.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Container labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Processor and memory it has reserved.</summary>
    public Resources Resources { get; init; }

    /// <summary>Published host ports: those in use for a running container, else those of its configuration.</summary>
    public IReadOnlyList<PortClaim> Ports { get; init; } = [];

    /// <summary>True when it shares the host's network.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>Exposed ports; they matter for a container in the host's network.</summary>
    public IReadOnlyList<PortClaim> Exposed { get; init; } = [];

    /// <summary>What it belongs to, e.g. the UID of a Placement; spread evens out by it. Null for none.</summary>
    public string? Group { get; init; }

    /// <summary>The key of the reservation this container was made from (the swarm ID, in the swarm manager), so that it is not counted twice. Null for none.</summary>
    public string? Reservation { get; init; }

    /// <summary>True while the container is only reserved, not yet made.</summary>
    public bool Pending { get; init; }

    /// <summary>Whether it takes resources, a slot and its ports. Names and labels count in any case.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>The first name, or the short ID of a nameless container.</summary>
    public string DisplayName => Names.Count > 0 ? Names[0] : ShortId;

    /// <summary>The first 12 characters of the ID.</summary>
    public string ShortId => Id.Length > 12 ? Id[..12] : Id;
}
