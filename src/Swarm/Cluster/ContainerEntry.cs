using Mooring.Engine.Models;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Cluster;

/// <summary>One container of an engine: what the list says of it and what inspecting it gave. Immutable.</summary>
/// <param name="Listed">Its entry in the engine's list.</param>
/// <param name="Inspected">Its details.</param>
public sealed record ContainerEntry(ContainerListResponse Listed, ContainerInspectResponse Inspected)
{
    private const int ShortLength = 12;

    private (string Engine, string Ip, ContainerRow Row)? _row;

    /// <summary>The full ID.</summary>
    public string Id => Listed.ID;

    /// <summary>The first 12 characters of the ID.</summary>
    public string ShortId => Id.Length > ShortLength ? Id[..ShortLength] : Id;

    /// <summary>Its names without the leading slash, its own first.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. Listed.Names.Select(name => name.TrimStart('/')).OrderBy(name => name.Contains('/', StringComparison.Ordinal))];

    /// <summary>Its own name; empty if it has none.</summary>
    public string Name => Names.Count > 0 ? Names[0] : "";

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; } =
        Inspected.Config.Labels is { Count: > 0 } own ? own.AsReadOnly() : Listed.Labels ?? new Dictionary<string, string>();

    /// <summary>The identity that survives rescheduling; null for a container that was not made through a swarm.</summary>
    public string? SwarmId => Labels.GetValueOrDefault(SwarmLabels.Id);

    /// <summary>Its present state.</summary>
    public ContainerState State => Inspected.State;

    /// <summary>Its line in the manager's list, made when first asked for.</summary>
    public ContainerRow RowOn(EngineView engine)
    {
        if (_row is { } row && row.Engine == engine.Name && row.Ip == engine.Ip)
        {
            return row.Row;
        }

        var made = ContainerRow.Create(this, engine);
        _row = (engine.Name, engine.Ip, made);
        return made;
    }

    /// <summary>Identity.</summary>
    public bool Equals(ContainerEntry? other) => ReferenceEquals(this, other);

    /// <summary>Identity.</summary>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
