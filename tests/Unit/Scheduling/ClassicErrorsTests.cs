using Mooring.Scheduling;
using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;
using static Mooring.Tests.Unit.Scheduling.SchedulingArrange;

namespace Mooring.Tests.Unit.Scheduling;

public sealed class ClassicErrorsTests
{
    private const string Preamble = "Unable to find a node that satisfies the following conditions ";

    private static readonly Scheduler Scheduler = new(Filters.Classic, Strategy.Spread);

    private static readonly NodeView[] Nodes = [Node("n1", containers: Container("holder", new PortClaim(18099), new PortClaim(443)))];

    public static TheoryData<string, Request, string> Texts => new()
    {
        { "port", new() { Ports = [new(18099)] }, "\n[port 18099 (Bridge mode)]" },
        { "ports", new() { Ports = [new(443), new(18099)] }, "\n[port 443 (Bridge mode) port 18099 (Bridge mode)]" },
        { "link", new() { Dependencies = [new("link", "nosuch:x")] }, "\n[available container slots]\n[--link=nosuch:x]" },
        {
            "every option",
            new() { Dependencies = [new("volumes-from", "V"), new("link", "L:x"), new("net", "container:X")] },
            "\n[available container slots]\n[--volumes-from=V --link=L:x --net=container:X]"
        },
        {
            "constraint after what passed",
            new() { Ports = [new(80)], Affinities = Exprs("container==~c1", "container==holder"), Constraints = Exprs("zone==z9") },
            "\n[port 80 (Bridge mode)]\n[available container slots]\n[container==c1 (soft=true) container==holder (soft=false)]\n[zone==z9]"
        },
        { "whitelist", new() { Whitelists = Exprs("node!=nosuch") }, "\n[available container slots]\n[node!=nosuch (soft=false)]" },
    };

    [Theory, MemberData(nameof(Texts))]
    public void Error_lists_every_filter_up_to_the_failing_one(string name, Request request, string text)
    {
        var error = ClassicErrors.NothingFits(Scheduler, request, Scheduler.Place(request, Nodes));

        Assert.True(Preamble + text == error, $"{name}: {error}");
    }

    [Fact]
    public void Error_of_the_host_network_shows_protocols()
    {
        var request = new Request { HostNetwork = true, Exposed = [new(80)] };
        NodeView[] nodes = [Node("n1", containers: Container("holder") with { HostNetwork = true, Exposed = [new(80)] })];

        Assert.Equal($"{Preamble}\n[port 80/tcp (Host mode)]", ClassicErrors.NothingFits(Scheduler, request, Scheduler.Place(request, nodes)));
    }

    [Fact]
    public void Error_shows_the_failing_filter_that_came_furthest()
    {
        NodeView[] nodes = [.. Nodes, Node("n2") with { MaxContainers = 0 }];
        var request = new Request { Ports = [new(443)], Constraints = Exprs("zone==z9") };

        Assert.Equal(
            $"{Preamble}\n[port 443 (Bridge mode)]\n[available container slots]",
            ClassicErrors.NothingFits(Scheduler, request, Scheduler.Place(request, nodes)));
    }

    [Fact]
    public void Error_of_slots_is_a_line_of_its_own()
    {
        NodeView[] nodes = [Node("n1") with { MaxContainers = 0 }];

        Assert.Equal($"{Preamble}\n[available container slots]", ClassicErrors.NothingFits(Scheduler, new(), Scheduler.Place(new(), nodes)));
    }

    [Fact]
    public void Error_without_room_speaks_of_resources() => Assert.Equal(
        "no resources available to schedule container",
        ClassicErrors.NothingFits(Scheduler, Asking(cpus: 9), Scheduler.Place(Asking(cpus: 9), Nodes)));

    [Fact]
    public void Error_without_a_healthy_node_stands_alone()
    {
        NodeView[] dead = [Nodes[0] with { Health = 0 }];

        Assert.Equal("No healthy node available in the cluster", ClassicErrors.NothingFits(Scheduler, new(), Scheduler.Place(new(), dead)));
        Assert.Equal("No healthy node available in the cluster", ClassicErrors.NothingFits(Scheduler, new(), Scheduler.Place(new(), [])));
    }

    [Fact]
    public void Error_without_nodes_and_without_the_health_filter_says_so()
    {
        var scheduler = new Scheduler([Filters.Port], Strategy.Spread);

        Assert.Equal("No nodes available in the cluster", ClassicErrors.NothingFits(scheduler, new(), scheduler.Place(new(), [])));
    }

    [Fact]
    public void Error_of_a_bad_expression_follows_the_filters_before_it()
    {
        Assert.False(Expression.TryParse("z==a", out _, out var error));

        Assert.Equal(
            $"{Preamble}\n[port 80 (Bridge mode)]\n[available container slots]\nerror from constraint filter: Key 'z' is invalid",
            ClassicErrors.BadExpression(Scheduler, new() { Ports = [new(80)] }, Filters.Constraint, error));
    }
}
