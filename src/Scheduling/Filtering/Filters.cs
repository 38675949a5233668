using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>The filters there are, and the chains our two schedulers use. That resources suffice is tested at the end of every chain, named or not.</summary>
public static class Filters
{
    /// <summary>Health indicator above 0.</summary>
    public static Filter Health { get; } = new HealthFilter();

    /// <summary>Neither paused nor draining.</summary>
    public static Filter Availability { get; } = new AvailabilityFilter();

    /// <summary>Host ports free.</summary>
    public static Filter Port { get; } = new PortFilter();

    /// <summary>Container slots left.</summary>
    public static Filter ContainerSlots { get; } = new SlotFilter();

    /// <summary>Holds the containers leant on.</summary>
    public static Filter Dependency { get; } = new DependencyFilter();

    /// <summary>Expressions on containers and images of the node.</summary>
    public static Filter Affinity { get; } = new ExpressionFilter("affinity", request => request.Affinities, MeetsAffinity, showSoft: true);

    /// <summary>Expressions on the node's labels.</summary>
    public static Filter Constraint { get; } = new ExpressionFilter("constraint", request => request.Constraints, MeetsConstraint, showSoft: false);

    /// <summary>Node named in every whitelist.</summary>
    public static Filter Whitelist { get; } = new ExpressionFilter("whitelist", request => request.Whitelists, MeetsWhitelist, showSoft: true);

    /// <summary>Group even over a label.</summary>
    public static Filter Topology { get; } = new TopologyFilter();

    /// <summary>Processor and memory suffice.</summary>
    public static Filter Resources { get; } = new ResourceFilter();

    /// <summary>Classic Swarm's default order (swarm.md 4.2).</summary>
    public static IReadOnlyList<Filter> Classic { get; } = [Health, Port, ContainerSlots, Dependency, Affinity, Constraint, Whitelist];

    /// <summary>The order of Placements: first what a node is, then what room it has, so that the first refusal is the one hardest to change.</summary>
    public static IReadOnlyList<Filter> Placement { get; } =
        [Constraint, Whitelist, Health, Availability, Affinity, Dependency, Topology, Port, ContainerSlots, Resources];

    /// <summary>The filter of a name of the manager's <c>--filter</c> option; null when there is none.</summary>
    public static Filter? Find(string name) => Classic.FirstOrDefault(filter => filter.Name == name);

    private static bool MeetsConstraint(Expression expression, NodeView node) => expression.Key == "node"
        ? (expression.Negated
            ? expression.Matches(node.Id) && expression.Matches(node.Name)
            : expression.Matches(node.Id) || expression.Matches(node.Name))
        : expression.Matches(node.Labels.GetValueOrDefault(expression.Key, ""));

    private static bool MeetsAffinity(Expression expression, NodeView node) => (expression.Key, expression.Literal) switch
    {
        ("container", { } exact) => node.HasContainer(exact) != expression.Negated,
        ("container", _) => expression.Matches(node.ContainerReferences()),
        ("image", { } exact) => node.HasImage(exact) != expression.Negated,
        ("image", _) => expression.Matches(node.ImageReferences()),
        _ => expression.Matches(node.LabelValues(expression.Key)),
    };

    private static bool MeetsWhitelist(Expression expression, NodeView node) => expression.Value.Split('|').Contains(node.Name);
}
