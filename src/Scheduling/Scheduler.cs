using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;

namespace Mooring.Scheduling;

/// <summary>
/// Chooses nodes for containers: filters narrow the nodes, wishes narrow what is left as far as they can, the strategy takes the best. A pure function of
/// its arguments (and of the random source a strategy was given). Its cost grows with the number of nodes; only affinities look at containers.
/// </summary>
/// <param name="filters">Filters in order; that resources suffice is tested last if it is not among them.</param>
/// <param name="strategy">How to choose among nodes that fit.</param>
public sealed class Scheduler(IReadOnlyList<Filter> filters, Strategy strategy)
{
    private readonly Filter[] _chain = filters.Contains(Filters.Resources) ? [.. filters] : [.. filters, Filters.Resources];

    /// <summary>The filters in order, the test of resources included.</summary>
    public IReadOnlyList<Filter> Chain => _chain;

    /// <summary>Chooses a node for one container.</summary>
    public Decision Place(Request request, IReadOnlyList<NodeView> nodes) => Place(request, nodes, strategy);

    /// <summary>
    /// Chooses nodes for several containers; each choice is reserved before the next is made. A packing strategy tries the order given and first-fit
    /// decreasing, and takes what places more, then what uses fewer nodes.
    /// </summary>
    /// <returns>The decisions in the order of <paramref name="requests"/>.</returns>
    public IReadOnlyList<Decision> PlaceAll(IReadOnlyList<Request> requests, IReadOnlyList<NodeView> nodes)
    {
        var plan = Run(requests, nodes, Enumerable.Range(0, requests.Count), strategy);
        if (!strategy.Packs || requests.Count < 2)
        {
            return plan;
        }

        var packed = Run(requests, nodes, FirstFit.Order(requests, nodes), FirstFit.Strategy);
        return FirstFit.Cost(packed).CompareTo(FirstFit.Cost(plan)) < 0 ? packed : plan;
    }

    /// <summary>Whether one node can take the container, soft expressions aside; for one container on every node. Null when it can.</summary>
    public Refusal? Check(Request request, NodeView node) => Place(request, [node]) is { Refusals: [var refusal, ..] } ? refusal : null;

    private Decision[] Run(IReadOnlyList<Request> requests, IReadOnlyList<NodeView> nodes, IEnumerable<int> order, Strategy chosenBy)
    {
        var state = new ClusterState(nodes);
        var decisions = new Decision[requests.Count];
        foreach (var i in order)
        {
            decisions[i] = Place(requests[i], state.Nodes, chosenBy);
            if (decisions[i].Node is { } node)
            {
                state.Reserve(node.Id, requests[i].Reserve($"planned-{i}"));
            }
        }

        return decisions;
    }

    private Decision Place(Request request, IReadOnlyList<NodeView> nodes, Strategy chosenBy)
    {
        var candidates = new List<NodeView>(nodes);
        var refusals = new List<Refusal>();
        foreach (var filter in _chain)
        {
            if (filter.Prepare(request, candidates) is { } test)
            {
                Narrow(candidates, filter.Name, test, refusals);
            }
        }

        var relaxed = Grant(request, candidates);
        return new(Best(candidates, chosenBy.Prepare(request)), nodes.Count, refusals, relaxed);
    }

    private static void Narrow(List<NodeView> candidates, string filter, Func<NodeView, Reason?> test, List<Refusal> refusals)
    {
        var kept = 0;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (test(candidates[i]) is { } reason)
            {
                refusals.Add(new(candidates[i], filter, reason));
            }
            else
            {
                candidates[kept++] = candidates[i];
            }
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
    }

    /// <summary>Grants each wish in turn that some node still meets, the most wanted first, and returns the others.</summary>
    private List<Expression> Grant(Request request, List<NodeView> candidates)
    {
        var relaxed = new List<Expression>();
        foreach (var wish in _chain.SelectMany(filter => filter.Wishes(request)))
        {
            if (candidates.Any(wish.Met))
            {
                candidates.RemoveAll(node => !wish.Met(node));
            }
            else
            {
                relaxed.Add(wish.Expression);
            }
        }

        return relaxed;
    }

    private static NodeView? Best(List<NodeView> candidates, Func<NodeView, Rank> rankOf)
    {
        NodeView? best = null;
        var bestRank = default(Rank);
        foreach (var node in candidates)
        {
            var rank = rankOf(node);
            if (best is null || rank < bestRank || (rank == bestRank && Precedes(node, best)))
            {
                (best, bestRank) = (node, rank);
            }
        }

        return best;
    }

    private static bool Precedes(NodeView left, NodeView right) =>
        string.CompareOrdinal(left.Name, right.Name) is var byName && byName != 0 ? byName < 0 : string.CompareOrdinal(left.Id, right.Id) < 0;
}
