using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;
using static Mooring.Tests.Unit.Scheduling.SchedulingArrange;

namespace Mooring.Tests.Unit.Scheduling;

public sealed class TopologySpreadTests
{
    private static readonly Scheduler Scheduler = new(Filters.Placement, Strategy.Spread);

    private static readonly NodeView[] Nodes =
    [
        Node("a1").Labelled("zone", "a"), Node("a2").Labelled("zone", "a"), Node("a3").Labelled("zone", "a"), Node("b1").Labelled("zone", "b"), Node("nowhere"),
    ];

    [Fact]
    public void Zones_stay_even_though_nodes_do_not()
    {
        var plan = Scheduler.PlaceAll([.. Enumerable.Repeat(Spreading(1), 6)], Nodes);

        Assert.Equal(3, plan.Count(decision => decision.Node?.Name == "b1"));
        Assert.Equal(3, plan.Count(decision => decision.Node?.Labels["zone"] == "a"));
    }

    [Fact]
    public void Skew_may_grow_to_its_limit()
    {
        var full = Nodes.Select(node => node.Name == "b1" ? node with { MaxContainers = 0 } : node).ToArray();

        var plan = Scheduler.PlaceAll([.. Enumerable.Repeat(Spreading(2), 3)], full);

        Assert.Equal([true, true, false], plan.Select(decision => decision.Node is not null));
        Assert.Equal(
            "0/5 nodes fit: 3 max skew 2 over zone reached in a on a1 and in a on a2 and in a on a3, 1 no label zone, 1 no open container slot (0 of 0 taken) on b1",
            plan[2].Sentence);
    }

    [Fact]
    public void Lost_zone_does_not_hold_the_others_back()
    {
        var lost = Nodes.Select(node => node.Name == "b1" ? node with { Health = 0 } : node).ToArray();

        Assert.DoesNotContain(Scheduler.PlaceAll([.. Enumerable.Repeat(Spreading(1), 9)], lost), decision => decision.Node is null);
    }

    private static Request Spreading(int skew) => new() { Group = "g", SpreadOver = [new("zone", skew)] };
}
