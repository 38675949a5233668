using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;

namespace Mooring.Scheduling;

/// <summary>First-fit decreasing, the bound a packed batch is held to: the largest request first, each on the first node by name that takes it.</summary>
internal static class FirstFit
{
    public static Strategy Strategy { get; } = new("first-fit", _ => _ => default);

    /// <summary>Indexes of the requests, the largest first; its size is the larger of its shares of all processors and of all memory.</summary>
    public static IEnumerable<int> Order(IReadOnlyList<Request> requests, IReadOnlyList<NodeView> nodes)
    {
        var all = nodes.Aggregate(default(Resources), (sum, node) => sum + node.Total);
        return Enumerable.Range(0, requests.Count).OrderByDescending(i => Math.Max(
            Share(requests[i].Resources.NanoCpus, all.NanoCpus),
            Share(requests[i].Resources.Memory, all.Memory)));
    }

    /// <summary>Containers left out, then nodes used.</summary>
    public static (int Unplaced, int Nodes) Cost(IReadOnlyList<Decision> plan) =>
        (plan.Count(decision => decision.Node is null), plan.Select(decision => decision.Node?.Id).Distinct().Count());

    private static double Share(long wanted, long total) => total == 0 ? 0 : (double)wanted / total;
}
