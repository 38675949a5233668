using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;
using static Mooring.Tests.Unit.Scheduling.SchedulingArrange;

namespace Mooring.Tests.Unit.Scheduling;

public sealed class DecisionTests
{
    private static readonly PortClaim Http = new(80);
    private static readonly Scheduler Placement = new(Filters.Placement, Strategy.Spread);

    private static readonly NodeView[] Demo =
    [
        Node("dockerhost01").Labelled("zone", "internal"),
        Node("dockerhost02", containers: Container("proxy-b", Http)).Labelled("zone", "external"),
        Node("dockerhost03", containers: Container("proxy-a", Http)).Labelled("zone", "external"),
    ];

    [Fact]
    public void Sentence_names_the_holders_of_a_port_and_their_nodes()
    {
        var decision = Placement.Place(new() { Constraints = Exprs("zone==external"), Ports = [Http] }, Demo);

        Assert.Null(decision.Node);
        Assert.Equal(
            "0/3 nodes fit: 2 port 80/tcp taken by proxy-b on dockerhost02 and by proxy-a on dockerhost03, 1 failed constraint zone==external",
            decision.Sentence);
    }

    [Fact]
    public void Sentence_counts_what_each_filter_refused()
    {
        NodeView[] nodes = [Demo[2], Demo[2] with { Id = "ID-4", Name = "dockerhost04" }, Demo[0] with { Containers = [Container("proxy-a", Http)] }];

        var decision = Placement.Place(new() { Constraints = Exprs("zone==internal"), Ports = [Http] }, nodes);

        Assert.Equal("0/3 nodes fit: 2 failed constraint zone==internal, 1 port 80/tcp taken by proxy-a on dockerhost01", decision.Sentence);
    }

    [Fact]
    public void Sentence_names_three_nodes_at_most()
    {
        var nodes = Enumerable.Range(1, 9).Select(i => Node($"n{i}", containers: Container($"c{i}", Http))).ToArray();

        Assert.Equal(
            "0/9 nodes fit: 9 port 80/tcp taken by c1 on n1 and by c2 on n2 and by c3 on n3 and 6 more",
            Placement.Place(new() { Ports = [Http] }, nodes).Sentence);
    }

    public static TheoryData<string, NodeView, string> Refusals => new()
    {
        { "dead", Node("n1") with { Health = 0, HealthReason = "connection refused" }, "n1: not healthy (connection refused)" },
        { "paused", Node("n1") with { Availability = Availability.Pause }, "n1: availability Pause" },
        { "draining", Node("n1") with { Availability = Availability.Drain }, "n1: availability Drain" },
        { "slots", Node("n1", containers: Container("c")) with { MaxContainers = 1 }, "n1: no open container slot (1 of 1 taken)" },
        { "cpu", Node("n1", cpus: 1), "n1: not enough cpu for 2 (1 free)" },
        { "memory", Node("n1", memory: GiB / 2), "n1: not enough memory for 1GiB (512MiB free)" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void Refusal_says_why(string name, NodeView node, string text)
    {
        var refusal = Placement.Check(Asking(cpus: 2, memory: GiB), node);

        Assert.True(refusal?.ToString() == text, $"{name}: {refusal}");
    }

    [Fact]
    public void Sentence_of_no_nodes_says_so() => Assert.Equal("0/0 nodes fit: there are no nodes to choose from", Placement.Place(new(), []).Sentence);

    [Fact]
    public void Check_finds_nothing_wrong_with_a_node_that_fits() => Assert.Null(Placement.Check(Asking(cpus: 2), Node("n1")));

    [Fact]
    public void Demo_lands_where_its_constraints_say()
    {
        NodeView[] nodes =
        [
            Node("dockerhost01").Labelled("zone", "internal"),
            Node("dockerhost02").Labelled("zone", "external").Labelled("status", "non-master"),
            Node("dockerhost03").Labelled("zone", "external").Labelled("status", "master"),
        ];
        Request[] demo =
        [
            new() { Constraints = Exprs("zone==external", "status==master"), Ports = [Http] },
            new() { Constraints = Exprs("zone==external", "status==non-master"), Ports = [Http] },
            new() { Constraints = Exprs("zone==internal") },
            new() { Constraints = Exprs("zone==internal") },
            new() { Constraints = Exprs("zone==external"), Ports = [Http] },
        ];

        Assert.Equal(
            ["dockerhost03", "dockerhost02", "dockerhost01", "dockerhost01", null],
            Placement.PlaceAll(demo, nodes).Select(decision => decision.Node?.Name));
    }
}
