using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;
using static Mooring.Tests.Unit.Scheduling.SchedulingArrange;

namespace Mooring.Tests.Unit.Scheduling;

public sealed class SoftExpressionTests
{
    private static readonly Scheduler Scheduler = new(Filters.Classic, Strategy.Spread);

    private static readonly NodeView[] Nodes =
    [
        Node("n1").Labelled("zone", "a").Labelled("disk", "hdd"),
        Node("n2").Labelled("zone", "b").Labelled("disk", "ssd"),
        Node("n3").Labelled("zone", "b").Labelled("disk", "hdd"),
    ];

    [Theory]
    [InlineData("n2", "", "disk==~ssd")]
    [InlineData("n1", "", "disk!=~ssd")]
    [InlineData("n1", "zone==~x", "zone==~x")]
    [InlineData("n1", "disk==~ssd", "zone==~a", "disk==~ssd")]
    [InlineData("n2", "zone==~a", "disk==~ssd", "zone==~a")]
    [InlineData("n2", "zone==~x", "zone==~x", "disk==~ssd")]
    [InlineData("n3", "disk==~ssd", "node==n3", "disk==~ssd", "zone==~b")]
    public void Wishes_give_way_one_by_one(string node, string relaxed, params string[] constraints)
    {
        var decision = Scheduler.Place(new() { Constraints = Exprs(constraints) }, Nodes);

        Assert.Equal((node, relaxed), (decision.Node?.Name, string.Join(' ', decision.Relaxed)));
    }

    [Fact]
    public void Wish_gives_way_to_room()
    {
        var full = Nodes[1] with { MaxContainers = 0 };

        var decision = Scheduler.Place(new() { Constraints = Exprs("disk==~ssd") }, [Nodes[0], full, Nodes[2]]);

        Assert.Equal("n1", decision.Node?.Name);
    }

    [Fact]
    public void Wishes_of_every_kind_are_granted()
    {
        NodeView[] nodes = [Nodes[0], Nodes[1], Nodes[2] with { Containers = [Container("db")] }];

        Assert.Equal("n3", Scheduler.Place(new() { Affinities = Exprs("container==~db") }, nodes).Node?.Name);
        Assert.Equal("n2", Scheduler.Place(new() { Whitelists = Exprs("node==~n2") }, nodes).Node?.Name);
        Assert.Equal("n1", Scheduler.Place(new() { Whitelists = Exprs("node==~n9") }, nodes).Node?.Name);
    }
}
