using Mooring.Api;
using Mooring.Operator.Placements;
using Mooring.Scheduling.Views;

namespace Mooring.Tests.Unit.Operator.Placements;

/// <summary>Builds what the placement planner looks at, in as few words as a test needs.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    public const string Old = "00000000aa";
    private readonly List<PlacementNode> _nodes = [];
    private readonly List<PlacedContainer> _containers = [];
    private readonly Dictionary<string, OperationState> _operations = [];
    private readonly Dictionary<string, int> _restarts = [];

    public World(int replicas = 1, params string[] constraints)
    {
        Placement = new(
            new V1ObjectMeta("web", "default", Uid: "uid-1", Generation: 1, Finalizers: [MooringLabels.Finalizer]),
            new PlacementSpec(new ContainerTemplate("web:1"), Replicas: replicas, Constraints: constraints));
    }

    public Placement Placement { get; set; }

    public string Revision => TemplateRevision.Of(Placement.Spec.Template);

    public World Node(string name, NodeSight sight = NodeSight.Reachable, TimeSpan? away = null, string? zone = null, Mooring.Scheduling.Views.Availability availability = default)
    {
        _nodes.Add(new(name, true, sight, View(name, sight, zone, availability), sight is NodeSight.Unreachable ? Noon - (away ?? TimeSpan.Zero) : null));
        return this;
    }

    public World Container(string slot, string node, string state = "running", string? revision = null, string? id = null, TimeSpan? age = null, string? health = null)
    {
        var container = new PlacedContainer(
            node, id ?? $"id-{slot}-{node}", $"default_web_{slot}", slot, revision ?? Revision, state, health, Noon - (age ?? TimeSpan.FromHours(1)), Noon - TimeSpan.FromHours(1),
            state == "exited" ? Noon : null);
        _containers.Add(container);
        var at = _nodes.FindIndex(candidate => candidate.Name == node);
        _nodes[at] = _nodes[at] with
        {
            View = _nodes[at].View.With(new ContainerView(container.Id) { Names = [container.Name], Group = "default/web", Reservation = $"default/web/{slot}", Ports = PlacementRequest.For(Placement).Ports }),
        };
        return this;
    }

    public World Runs(string slot, string node)
    {
        _operations[slot] = new($"default/{node}", node, Revision, PlacementRequest.For(Placement).Reserve($"default/web/{slot}"));
        return this;
    }

    public World Failed(string slot, string node, TimeSpan retryIn)
    {
        _operations[slot] = new OperationState($"default/{node}", node, Revision, Step: OperationStep.Pulling, Fault: new(Mooring.Kube.Reconciling.FaultKind.NotFound, "no such image"), Failures: 1, RetryAt: Noon + retryIn);
        return this;
    }

    public World Restarted(string slot, int times)
    {
        _restarts[slot] = times;
        return this;
    }

    public PlacementObservation See() => new(
        Placement, Revision, [], PlacementRequest.For(Placement), [.. _nodes.OrderBy(node => node.Name, StringComparer.Ordinal)], _containers, _operations, _restarts);

    public PlacementPlan Plan() => PlacementPlanner.Plan(See(), Noon);

    public string Steps() => string.Join("; ", Plan().Steps.Select(Text));

    private static string Text(PlacementStep step) => step switch
    {
        PlacementStep.Create create => $"create {create.Slot} on {create.Node}",
        PlacementStep.Replace replace => $"replace {replace.Old.Slot} on {replace.Old.Node} by {replace.Node}",
        PlacementStep.Start start => $"start {start.Container.Slot} on {start.Container.Node}",
        PlacementStep.Remove remove => $"remove {remove.Container.Slot} on {remove.Container.Node}",
        _ => step.GetType().Name,
    };

    private static NodeView View(string name, NodeSight sight, string? zone, Mooring.Scheduling.Views.Availability availability) => new($"engine-{name}", name)
    {
        Labels = zone is null ? new Dictionary<string, string>() : new() { ["zone"] = zone },
        Total = new(4 * Mooring.Scheduling.Views.Resources.OneCpu, 8L << 30),
        Health = sight is NodeSight.Reachable ? 100 : 0,
        Availability = availability,
    };
}
