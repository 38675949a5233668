using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;
using static Mooring.Tests.Unit.Scheduling.SchedulingArrange;

namespace Mooring.Tests.Unit.Scheduling;

public sealed class FilterTests
{
    private static readonly Scheduler Scheduler = new(Filters.Classic, Strategy.Spread);

    [Theory]
    [InlineData("node==n1", "n1")]
    [InlineData("node==ID-n1", "n1")]
    [InlineData("node!=n1", "n2 n3")]
    [InlineData("node!=ID-n1", "n2 n3")]
    [InlineData("node==n*", "n1 n2 n3")]
    [InlineData("node==/n[12]/", "n1 n2")]
    [InlineData("zone==a", "n1")]
    [InlineData("zone!=a", "n2 n3")]
    [InlineData("zone==*", "n1 n2 n3")]
    [InlineData("zone==/^$/", "n3")]
    [InlineData("Zone==a", "")]
    public void Constraint_keeps(string constraint, string nodes)
    {
        NodeView[] all = [Node("n1").Labelled("zone", "a"), Node("n2").Labelled("zone", "b"), Node("n3")];

        Assert.Equal(nodes, Fitting(new() { Constraints = Exprs(constraint) }, all));
    }

    [Theory]
    [InlineData("container==web", "n1")]
    [InlineData("container!=web", "n2")]
    [InlineData("container==alias/web", "n1")]
    [InlineData("container==w*", "n1")]
    [InlineData("container==/^pending$/", "n2")]
    [InlineData("container==pending", "n2")]
    [InlineData("container==none", "")]
    [InlineData("image==nginx", "n1")]
    [InlineData("image==nginx:1.27", "n1")]
    [InlineData("image==host:5000/nginx", "n1")]
    [InlineData("image==host", "")]
    [InlineData("image==nginx@sha256:ddd", "n1")]
    [InlineData("image==sha256:0123456789abcdef", "n1")]
    [InlineData("image==0123456789ab", "n1")]
    [InlineData("image!=nginx*", "n2")]
    [InlineData("role==front", "n1")]
    [InlineData("role!=front", "n2")]
    [InlineData("role==*", "n1 n2")]
    [InlineData("none==*", "")]
    [InlineData("none!=x", "n1 n2")]
    public void Affinity_keeps(string affinity, string nodes)
    {
        var web = Container("web") with { Names = ["web", "alias/web"], Labels = new Dictionary<string, string> { ["role"] = "front" }, Counts = false };
        var pending = new Request { Name = "pending", Labels = new Dictionary<string, string> { ["role"] = "back" } }.Reserve("key");
        NodeView[] all =
        [
            Node("n1", containers: web) with
            {
                Images = [new("sha256:0123456789abcdef", ["nginx:1.27", "host:5000/nginx:latest"], ["nginx@sha256:ddd"])],
            },
            Node("n2", containers: pending),
        ];

        Assert.Equal(nodes, Fitting(new() { Affinities = Exprs(affinity) }, all));
    }

    [Theory]
    [InlineData("n1", "node==n1")]
    [InlineData("n1 n3", "node==n1|n3")]
    [InlineData("n1 n3", "anything!=n1|n3")]
    [InlineData("", "node==n*")]
    [InlineData("", "node==/n1/")]
    [InlineData("n2", "node==n1|n2", "node==n2|n3")]
    [InlineData("", "node==n1", "node==n2")]
    public void Whitelists_intersect(string nodes, params string[] whitelists) =>
        Assert.Equal(nodes, Fitting(new() { Whitelists = Exprs(whitelists) }, [Node("n1"), Node("n2"), Node("n3")]));

    [Theory]
    [InlineData("volumes-from", "db:ro", "n1")]
    [InlineData("volumes-from", "/db", "n1")]
    [InlineData("link", "db:alias", "n1")]
    [InlineData("link", "n1/db:alias", "n1")]
    [InlineData("link", "n2/db:alias", "")]
    [InlineData("net", "container:db", "n1")]
    [InlineData("ipc", "container:cache", "n2")]
    [InlineData("pid", "container:swarm-id", "n2")]
    [InlineData("link", "none:x", "")]
    public void Dependency_keeps(string option, string value, string nodes)
    {
        NodeView[] all = [Node("n1", containers: Container("db")), Node("n2", containers: Container("cache") with { Reservation = "swarm-id" })];

        Assert.Equal(nodes, Fitting(new() { Dependencies = [new(option, value)] }, all));
    }

    [Fact]
    public void Dependencies_must_be_on_one_node()
    {
        NodeView[] all = [Node("n1", containers: Container("db")), Node("n2", containers: Container("cache"))];
        var both = new Request { Dependencies = [new("link", "db:db"), new("volumes-from", "cache")] };

        Assert.Equal("", Fitting(both, all));
        Assert.Equal("n3", Fitting(both, [.. all, Node("n3", containers: [Container("db"), Container("cache")])]));
    }

    [Theory]
    [InlineData(null, 50, true)]
    [InlineData(3, 2, true)]
    [InlineData(3, 3, false)]
    [InlineData(0, 0, false)]
    public void Slots_fit_when(int? slots, int taken, bool fits)
    {
        var containers = Enumerable.Range(0, taken).Select(i => Container($"c{i}") with { Pending = i % 2 == 0 }).ToArray();

        Assert.Equal(fits, Scheduler.Check(new(), Node("n1", containers: containers) with { MaxContainers = slots }) is null);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("-1", -1)]
    [InlineData("three", null)]
    [InlineData("", null)]
    public void Slots_are_read_from_the_label(string label, int? slots) =>
        Assert.Equal(slots, NodeView.SlotsOf(new Dictionary<string, string> { ["containerslots"] = label }));

    [Fact]
    public void Health_filter_keeps_nodes_above_zero() =>
        Assert.Equal("n2 n3", Fitting(new(), [Node("n1") with { Health = 0 }, Node("n2") with { Health = 34 }, Node("n3")]));

    [Fact]
    public void Filters_are_found_by_name()
    {
        Assert.Equal(
            ["health", "port", "containerslots", "dependency", "affinity", "constraint", "whitelist"],
            Filters.Classic.Select(filter => Filters.Find(filter.Name)?.Name));
        Assert.Null(Filters.Find("resources"));
    }

    private static string Fitting(Request request, IReadOnlyList<NodeView> nodes) =>
        string.Join(' ', nodes.Where(node => Scheduler.Check(request, node) is null));
}
