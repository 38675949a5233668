using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>
/// Keeps the group even over the values of a label. The domains are those of the nodes that came this far, so filters for what a node is stand before this
/// one and filters for what room it has behind it: a full zone still holds the others back, a lost zone does not.
/// </summary>
internal sealed class TopologyFilter() : Filter("topology")
{
    public override Func<NodeView, Reason?>? Prepare(Request request, IReadOnlyList<NodeView> candidates)
    {
        var tests = request.SpreadOver.Select(spread => TestOf(spread, request.Group, candidates)).ToArray();
        return tests.Length == 0 ? null : node => tests.Select(test => test(node)).FirstOrDefault(reason => reason is not null);
    }

    private static Func<NodeView, Reason?> TestOf(TopologySpread spread, string? group, IReadOnlyList<NodeView> candidates)
    {
        var counts = new Dictionary<string, int>();
        foreach (var node in candidates)
        {
            if (node.Labels.TryGetValue(spread.Label, out var domain))
            {
                counts[domain] = counts.GetValueOrDefault(domain) + node.CountOf(group);
            }
        }

        var ceiling = counts.Count == 0 ? 0 : counts.Values.Min() + spread.MaxSkew;
        return node => node.Labels.TryGetValue(spread.Label, out var domain)
            ? counts[domain] < ceiling ? null : new Reason($"max skew {spread.MaxSkew} over {spread.Label} reached", $"in {domain}")
            : new Reason($"no label {spread.Label}");
    }
}
