using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;
using static Mooring.Tests.Unit.Scheduling.SchedulingArrange;

namespace Mooring.Tests.Unit.Scheduling;

public sealed class ClusterStateTests
{
    private static readonly Request Request = Asking(cpus: 1) with { Name = "web", Ports = [new(80)] };

    [Fact]
    public void Reservation_counts_until_released()
    {
        var state = new ClusterState([Node("n1")]);

        state.Reserve("ID-n1", Request.Reserve("key"));
        Assert.Equal((1, Resources.OneCpu), (state.Nodes[0].ContainerCount, state.Nodes[0].Used.NanoCpus));

        Assert.True(state.Release("ID-n1", "key"));
        Assert.False(state.Release("ID-n1", "key"));
        Assert.Equal((0, 0), (state.Nodes[0].ContainerCount, state.Nodes[0].Used.NanoCpus));
    }

    [Fact]
    public void Reservation_survives_an_observation_of_its_node()
    {
        var state = new ClusterState([Node("n1")]);
        state.Reserve("ID-n1", Request.Reserve("key"));

        state.Observe(Node("n1", containers: Container("other")));

        Assert.Equal(["other", "web"], state.Nodes[0].Containers.Select(container => container.DisplayName));
    }

    [Fact]
    public void Container_made_from_a_reservation_is_counted_once()
    {
        var state = new ClusterState([Node("n1")]);
        state.Reserve("ID-n1", Request.Reserve("key"));

        state.Observe(Node("n1", containers: Container("web", new PortClaim(80)) with { Reservation = "key" }));

        Assert.False(Assert.Single(state.Nodes[0].Containers).Pending);
        Assert.True(state.Release("ID-n1", "key"));
        Assert.Single(state.Nodes[0].Containers);
    }

    [Fact]
    public void Container_takes_the_place_of_its_reservation_on_the_view()
    {
        var node = Node("n1").With(Request.Reserve("key")).With(Container("web") with { Reservation = "key" });

        Assert.Equal(["web"], node.Containers.Select(container => container.DisplayName));
        Assert.Same(node, node.With(Request.Reserve("key")));
    }

    [Fact]
    public void Removed_node_takes_its_reservations_along_and_leaves_the_others()
    {
        var state = new ClusterState([Node("n1"), Node("n2"), Node("n3")]);
        state.Reserve("ID-n1", Request.Reserve("one"));
        state.Reserve("ID-n3", Request.Reserve("three"));

        Assert.True(state.Remove("ID-n1"));
        Assert.False(state.Remove("ID-n1"));

        Assert.Equal(["n2", "n3"], state.Nodes.Select(node => node.Name).Order());
        Assert.Equal(("ID-n3", "three"), Assert.Single(state.Reservations.Select(held => (held.NodeId, held.Reservation.Id))));
        Assert.True(state.Release("ID-n3", "three"));
        Assert.Null(state.Find("ID-n1"));
        Assert.Equal("n3", state.Find("ID-n3")?.Name);
    }

    [Fact]
    public void Nothing_is_reserved_on_a_node_that_is_not_there() => Assert.False(new ClusterState([]).Reserve("ID-n1", Request.Reserve("key")));

    [Fact]
    public void Three_at_once_that_shun_each_other_fill_two_nodes_only()
    {
        var scheduler = new Scheduler(Filters.Classic, Strategy.Spread);
        var request = new Request { Labels = new Dictionary<string, string> { ["test.label"] = "true" }, Affinities = Exprs("test.label!=true") };

        var plan = scheduler.PlaceAll([request, request, request], [Node("n1"), Node("n2")]);

        Assert.Equal(["n1", "n2", null], plan.Select(decision => decision.Node?.Name));
    }

    [Fact]
    public void Change_of_a_container_updates_the_sums_of_its_node()
    {
        var node = Node("n1", containers: [Container("a") with { Resources = new(1, 10) }, Container("b") with { Resources = new(2, 20), Group = "g" }]);

        var changed = node.With(Container("a") with { Resources = new(5, 50) }).Without(IdOf("b"));

        Assert.Equal((new Resources(5, 50), 1, 0), (changed.Used, changed.ContainerCount, changed.CountOf("g")));
        Assert.Equal((new Resources(3, 30), 2, 1), (node.Used, node.ContainerCount, node.CountOf("g")));
    }

    [Theory]
    [InlineData("web", "web")]
    [InlineData("/web", "web")]
    [InlineData("n1/web", "web")]
    [InlineData("n2/web", null)]
    [InlineData("swarm-id", "web")]
    [InlineData("", null)]
    [InlineData("zzz", null)]
    public void Container_is_found_by(string reference, string? name) =>
        Assert.Equal(name, Node("n1", containers: [Container("web") with { Reservation = "swarm-id" }, Container("db")]).Find(reference)?.DisplayName);

    [Fact]
    public void Container_is_found_by_id_short_id_or_unique_prefix()
    {
        var node = Node("n1", containers: [new("aa11223344556677"), new("aa99"), new("bb") { Names = ["aa99"] }]);

        Assert.Equal("aa11223344556677", node.Find("aa11223344556677")?.Id);
        Assert.Equal("aa11223344556677", node.Find("aa1122334455")?.Id);
        Assert.Equal("aa11223344556677", node.Find("aa1")?.Id);
        Assert.Equal("aa99", node.Find("aa99")?.Id);
        Assert.Null(node.Find("aa"));
    }
}
