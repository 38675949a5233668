using System.Collections.Frozen;
using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Views;

namespace Mooring.Scheduling;

/// <summary>What one container asks of the node it goes to.</summary>
public sealed record Request
{
    /// <summary>Name the container will have; null when the engine chooses one. Reservations carry it.</summary>
    public string? Name { get; init; }

    /// <summary>Labels the container will have. Reservations carry them.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What it belongs to, e.g. the UID of a Placement; spread evens out by it before anything else. Null for none.</summary>
    public string? Group { get; init; }

    /// <summary>On the node's labels; key <c>node</c> means its ID or name. Soft ones count in list order, the first is the most wanted.</summary>
    public IReadOnlyList<Expression> Constraints { get; init; } = [];

    /// <summary>On what is on the node: keys <c>container</c>, <c>image</c>, or a container label. Soft ones as with constraints.</summary>
    public IReadOnlyList<Expression> Affinities { get; init; } = [];

    /// <summary>Values are exact node names joined by <c>|</c>; key and operator mean nothing. Soft ones as with constraints.</summary>
    public IReadOnlyList<Expression> Whitelists { get; init; } = [];

    /// <summary>Processor and memory to reserve; a part that is zero always fits.</summary>
    public Resources Resources { get; init; }

    /// <summary>Host ports to publish; those the engine may choose freely are left out.</summary>
    public IReadOnlyList<PortClaim> Ports { get; init; } = [];

    /// <summary>True when it shares the host's network; then <see cref="Exposed"/> counts instead of <see cref="Ports"/>.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>Exposed ports of the request.</summary>
    public IReadOnlyList<PortClaim> Exposed { get; init; } = [];

    /// <summary>Containers that must be on the same node.</summary>
    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];

    /// <summary>Labels to keep the group even over.</summary>
    public IReadOnlyList<TopologySpread> SpreadOver { get; init; } = [];

    /// <summary>The reservation that holds the place until the container is seen (<see cref="ContainerView.Reservation"/> of that one is the same key).</summary>
    /// <param name="key">Unique key; the swarm manager uses the swarm ID.</param>
    public ContainerView Reserve(string key) => new(key)
    {
        Names = Name is null ? [] : [Name],
        Labels = Labels,
        Resources = Resources,
        Ports = Ports,
        HostNetwork = HostNetwork,
        Exposed = Exposed,
        Group = Group,
        Pending = true,
    };
}
