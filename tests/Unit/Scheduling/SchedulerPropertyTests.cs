using FsCheck;
using FsCheck.Fluent;
using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;
using static Mooring.Tests.Unit.Scheduling.SchedulingArrange;

namespace Mooring.Tests.Unit.Scheduling;

/// <summary>What holds for any cluster and any requests, judged by a second, slower reading of the rules in <see cref="Fits"/>.</summary>
public sealed class SchedulerPropertyTests
{
    private static readonly Gen<string> Zone = Gen.Elements("a", "b", "");

    private static readonly Gen<PortClaim> Port = Gen.Elements<PortClaim>(
        new(80), new(80, PortProtocol.Udp), new(80, PortProtocol.Tcp, "10.0.0.1"), new(80, PortProtocol.Tcp, "10.0.0.2"), new(443));

    private static readonly Gen<Resources> Size =
        from cpus in Gen.Choose(0, 4) from gigabytes in Gen.Choose(0, 4) select new Resources(cpus * Resources.OneCpu / 2, gigabytes * GiB);

    private static readonly Gen<Request> AnyRequest =
        from constraints in Gen.Elements("zone==a", "zone!=a", "zone==/a|b/", "node!=n0", "zone==~b").ListOf(1).OrEmpty()
        from affinities in Gen.Elements("role==web", "role!=web", "role!=~web").ListOf(1).OrEmpty()
        from role in Gen.Elements("web", "db")
        from ports in Port.ListOf(1).OrEmpty()
        from size in Size
        from grouped in Gen.Elements("g", null)
        select new Request
        {
            Constraints = Exprs([.. constraints]),
            Affinities = Exprs([.. affinities]),
            Labels = new Dictionary<string, string> { ["role"] = role },
            Ports = [.. ports],
            Resources = size,
            Group = grouped,
        };

    private static readonly Gen<NodeView> AnyNode =
        from zone in Zone
        from size in Size
        from slots in Gen.Elements<int?>(null, null, 0, 1, 3)
        from health in Gen.Elements(0, 34, 100, 100)
        from availability in Gen.Elements(Availability.Active, Availability.Active, Availability.Pause)
        from held in AnyRequest.Select(request => request.Reserve("held") with { Pending = false }).ListOf(1).OrEmpty()
        select new NodeView("", "")
        {
            Total = size + size,
            Labels = zone.Length == 0 ? new Dictionary<string, string>() : new() { ["zone"] = zone },
            MaxContainers = slots,
            Health = health,
            Availability = availability,
            Containers = [.. held],
        };

    private static readonly Gen<Case> Cases =
        from nodes in Nodes(AnyNode) from requests in AnyRequest.NonEmptyListOf() from seed in Gen.Choose(0, 1000) select new Case(nodes, [.. requests], seed);

    [Fact]
    public void Decisions_break_no_rule_and_refuse_only_what_does_not_fit() => ForAny(Cases, world =>
    {
        foreach (var strategy in Strategies(world.Seed))
        {
            var scheduler = new Scheduler(Filters.Placement, strategy);
            var state = new ClusterState(world.Nodes);
            foreach (var (i, request) in world.Requests.Index())
            {
                var decision = scheduler.Place(request, state.Nodes);
                var fitting = state.Nodes.Where(node => Fits(request, node)).ToList();
                Assert.Equal(fitting.Count, decision.Fitting);
                Assert.Equal(fitting.Count == 0, decision.Node is null);
                if (decision.Node is { } node)
                {
                    Assert.Contains(node, fitting);
                    state.Reserve(node.Id, request.Reserve($"{i}"));
                }
            }
        }
    });

    [Fact]
    public void Explanation_counts_add_up_to_the_nodes() => ForAny(Cases, world =>
    {
        foreach (var decision in new Scheduler(Filters.Placement, Strategy.Spread).PlaceAll(world.Requests, world.Nodes))
        {
            Assert.Equal(world.Nodes.Count, decision.Fitting + decision.Counts.Sum(count => count.Count));
            Assert.Equal(decision.Refusals.Count, decision.Refusals.Select(refusal => refusal.Node.Id).Distinct().Count());
            Assert.StartsWith($"{decision.Fitting}/{world.Nodes.Count} nodes fit", decision.Sentence, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Decisions_repeat_for_a_seed_whatever_the_order_of_nodes() => ForAny(Cases, world =>
    {
        foreach (var (one, other) in Strategies(world.Seed).Zip(Strategies(world.Seed)))
        {
            Assert.Equal(
                Names(new Scheduler(Filters.Placement, one).PlaceAll(world.Requests, world.Nodes)),
                Names(new Scheduler(Filters.Placement, other).PlaceAll(world.Requests, [.. world.Nodes.Reverse()])));
        }
    });

    [Fact]
    public void Spread_differs_by_one_at_most_when_nothing_else_is_asked()
    {
        var cases = from nodes in Nodes(Gen.Choose(0, 9).Select(Busy)) from count in Gen.Choose(0, 40) select (nodes, count);

        ForAny(cases, world =>
        {
            var group = new Request { Group = "g" };
            var plan = new Scheduler(Filters.Placement, Strategy.Spread).PlaceAll([.. Enumerable.Repeat(group, world.count)], world.nodes);
            var counts = world.nodes.Select(node => plan.Count(decision => decision.Node?.Id == node.Id)).ToList();
            Assert.True(counts.Max() - counts.Min() <= 1, string.Join(' ', counts));
        });

        static NodeView Busy(int containers) =>
            new("", "") { Containers = [.. Enumerable.Range(0, containers).Select(i => Container($"other{i}"))] };
    }

    [Fact]
    public void BinPack_uses_no_more_nodes_than_first_fit_decreasing()
    {
        var node = Gen.Choose(4, 12).Select(gigabytes => new NodeView("", "") { Total = new(0, gigabytes * GiB) });
        var cases = from nodes in Nodes(node, 12) from sizes in Gen.Choose(1, 6).NonEmptyListOf() select (nodes, sizes);

        ForAny(cases, world =>
        {
            var plan = new Scheduler(Filters.Placement, Strategy.BinPack).PlaceAll([.. world.sizes.Select(size => Asking(memory: size * GiB))], world.nodes);
            var used = plan.Where(decision => decision.Node is not null).Select(decision => decision.Node!.Id).Distinct().Count();

            Assert.True((plan.Count(decision => decision.Node is null), used).CompareTo(FirstFitDecreasing(world.nodes, world.sizes)) <= 0);
        });
    }

    private static (int Unplaced, int Used) FirstFitDecreasing(IReadOnlyList<NodeView> nodes, IEnumerable<int> sizes)
    {
        var free = nodes.OrderBy(node => node.Name, StringComparer.Ordinal).Select(node => node.Total.Memory).ToArray();
        var used = new HashSet<int>();
        var unplaced = 0;
        foreach (var size in sizes.OrderDescending())
        {
            var at = Array.FindIndex(free, left => left >= size * GiB);
            if (at < 0)
            {
                unplaced++;
                continue;
            }

            free[at] -= size * GiB;
            used.Add(at);
        }

        return (unplaced, used.Count);
    }

    private static bool Fits(Request request, NodeView node)
    {
        var labels = node.Containers.Select(container => container.Labels["role"]).ToList();
        var used = node.Containers.Aggregate(default(Resources), (sum, container) => sum + container.Resources);
        return node is { Health: > 0, Availability: Availability.Active }
            && !(node.Containers.Count >= node.MaxContainers)
            && request.Constraints.All(constraint => constraint.Soft
                || constraint.Matches(constraint.Key == "node" ? node.Name : node.Labels.GetValueOrDefault("zone", "")))
            && request.Affinities.All(affinity => affinity.Soft || affinity.Matches(labels))
            && (request.Resources.NanoCpus == 0 || used.NanoCpus + request.Resources.NanoCpus <= node.Total.NanoCpus)
            && (request.Resources.Memory == 0 || used.Memory + request.Resources.Memory <= node.Total.Memory)
            && !request.Ports.Any(wanted => node.Containers.SelectMany(container => container.Ports).Any(held => held.First == wanted.First
                && held.Protocol == wanted.Protocol
                && (held.HostIp == wanted.HostIp || held.HostIp.Length == 0 || wanted.HostIp.Length == 0)));
    }

    private static Strategy[] Strategies(int seed) => [Strategy.Spread, Strategy.BinPack, Strategy.Random(new Random(seed))];

    private static IEnumerable<string?> Names(IEnumerable<Decision> plan) => plan.Select(decision => decision.Node?.Name);

    private static Gen<IReadOnlyList<NodeView>> Nodes(Gen<NodeView> node, int most = 6) =>
        from count in Gen.Choose(1, most)
        from nodes in node.ListOf(count)
        select (IReadOnlyList<NodeView>)[.. nodes.Select((view, i) => view with { Id = $"ID{i}", Name = $"n{i}" })];

    private static void ForAny<T>(Gen<T> cases, Action<T> holds) =>
        Prop.ForAll(cases.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private sealed record Case(IReadOnlyList<NodeView> Nodes, IReadOnlyList<Request> Requests, int Seed);
}
