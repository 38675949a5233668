using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;
using static Mooring.Tests.Unit.Scheduling.SchedulingArrange;

namespace Mooring.Tests.Unit.Scheduling;

public sealed class StrategyTests
{
    private static readonly Scheduler Spread = new(Filters.Classic, Strategy.Spread);
    private static readonly Scheduler BinPack = new(Filters.Classic, Strategy.BinPack);

    [Fact]
    public void Spread_without_reservations_evens_out_containers_whatever_the_nodes_size() =>
        Assert.Equal([30, 30], Counts(Spread, Times(60, Asking()), Node("n1", memory: 64 * GiB), Node("n2", memory: 128 * GiB)));

    [Fact]
    public void Spread_with_processors_evens_out_load() =>
        Assert.Equal([20, 40], Counts(Spread, Times(60, Asking(cpus: 1)), Node("n1", cpus: 21), Node("n2", cpus: 42)));

    [Fact]
    public void BinPack_fills_a_node_before_the_next()
    {
        var nodes = new ClusterState([Node("n1", memory: 2 * GiB), Node("n2", memory: 2 * GiB)]);
        BinPack.Fill(nodes, Times(2, Asking(memory: GiB)));

        Assert.Equal("n2", BinPack.Place(Asking(memory: 2 * GiB), nodes.Nodes).Node?.Name);
        Assert.Equal([2, 0], nodes.Nodes.Select(node => node.ContainerCount));
    }

    [Fact]
    public void BinPack_prefers_the_fuller_node_and_spread_the_emptier()
    {
        NodeView[] nodes = [Holding("a", 2 * GiB), Holding("b", 3 * GiB)];

        Assert.Equal("b", BinPack.Place(Asking(memory: GiB), nodes).Node?.Name);
        Assert.Equal("a", Spread.Place(Asking(memory: GiB), nodes).Node?.Name);
    }

    [Fact]
    public void Hundred_processors_take_hundred_containers_and_then_only_what_asks_for_none()
    {
        var state = new ClusterState(Enumerable.Range(0, 100).Select(i => Node($"n{i}", cpus: 1)));
        BinPack.Fill(state, Times(100, Asking(cpus: 1)));

        Assert.Null(BinPack.Place(Asking(cpus: 1), state.Nodes).Node);
        BinPack.Fill(state, Times(100, Asking(memory: GiB)));
    }

    [Fact]
    public void Health_outweighs_load()
    {
        NodeView[] nodes = [Holding("busy", 3 * GiB), Holding("shaky", 0) with { Health = 67 }];

        Assert.Equal("busy", Spread.Place(Asking(memory: GiB), nodes).Node?.Name);
        Assert.Equal("busy", BinPack.Place(Asking(memory: GiB), nodes).Node?.Name);
    }

    [Fact]
    public void Spread_breaks_ties_by_container_count_then_name()
    {
        Assert.Equal("n2", Spread.Place(new(), [Node("n1", containers: Container("c")), Node("n3"), Node("n2")]).Node?.Name);
        Assert.Equal("n1", BinPack.Place(new(), [Node("n0"), Node("n1", containers: Container("c"))]).Node?.Name);
    }

    [Fact]
    public void Spread_looks_at_the_group_before_the_load()
    {
        var others = Enumerable.Range(0, 9).Select(i => Container($"other{i}")).ToArray();
        NodeView[] nodes = [Node("n1", containers: others), Node("n2", containers: Container("mine") with { Group = "g" })];

        Assert.Equal("n1", Spread.Place(new() { Group = "g" }, nodes).Node?.Name);
        Assert.Equal("n2", Spread.Place(new() { Group = "h" }, nodes).Node?.Name);
    }

    [Fact]
    public void Request_of_nothing_fits_on_an_over_full_node() =>
        Assert.Null(Spread.Check(Asking(), Node("n1", cpus: 1, memory: GiB, containers: Container("hog") with { Resources = new(9 * Resources.OneCpu, 9 * GiB) })));

    [Theory]
    [InlineData(105, true)]
    [InlineData(106, false)]
    public void Overcommit_lets_memory_fit_up_to_its_factor(long percent, bool fits)
    {
        var node = Node("n1") with { Total = new Resources(4 * Resources.OneCpu, 100 * GiB).Overcommit(0.05) };

        Assert.Equal(fits, Spread.Check(Asking(memory: percent * GiB), node) is null);
    }

    [Fact]
    public void Huge_requests_are_refused_without_overflow()
    {
        var request = new Request { Resources = new(long.MaxValue, long.MaxValue) };
        var hog = Container("hog") with { Resources = request.Resources };

        Assert.NotNull(Spread.Check(request, Node("n1", containers: [hog, hog with { Id = "other" }])));
    }

    [Fact]
    public void Random_uses_every_node_and_repeats_with_its_seed()
    {
        var nodes = Enumerable.Range(0, 8).Select(i => Node($"n{i}")).ToList();

        var first = Draw(nodes);

        Assert.Equal(8, first.Distinct().Count());
        Assert.Equal(first, Draw([.. nodes.AsEnumerable().Reverse()]));

        static List<string?> Draw(IReadOnlyList<NodeView> nodes)
        {
            var scheduler = new Scheduler(Filters.Classic, Strategy.Random(new Random(7)));
            return [.. Enumerable.Range(0, 200).Select(_ => scheduler.Place(new(), nodes).Node?.Name)];
        }
    }

    [Fact]
    public void Random_respects_resources()
    {
        var scheduler = new Scheduler(Filters.Classic, Strategy.Random(new Random(1)));

        Assert.Equal([1, 1, 1], Counts(scheduler, Times(3, Asking(cpus: 4)), Node("n1"), Node("n2"), Node("n3")));
    }

    [Theory]
    [InlineData("spread")]
    [InlineData("binpack")]
    [InlineData("random")]
    [InlineData("binpack", "binpacking")]
    [InlineData(null, "Spread")]
    public void Strategy_is_found_by_name(string? found, string? asked = null) => Assert.Equal(found, Strategy.Find(asked ?? found!, new Random(1))?.Name);

    private static NodeView Holding(string name, long memory) =>
        Node(name, containers: Container($"on-{name}") with { Resources = new(0, memory) });

    private static IEnumerable<Request> Times(int count, Request request) => Enumerable.Repeat(request, count);

    private static IEnumerable<int> Counts(Scheduler scheduler, IEnumerable<Request> requests, params NodeView[] nodes) =>
        scheduler.Fill(new(nodes), requests).Nodes.Select(node => node.ContainerCount);
}
