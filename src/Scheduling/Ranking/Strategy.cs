using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Ranking;

/// <summary>How to choose among the nodes that fit (swarm.md 4.7). Ties end at the ordinal order of node names, so the choice does not hang on list order.</summary>
/// <param name="Name">Name as in the manager's <c>--strategy</c> option.</param>
/// <param name="Prepare">The ranking of nodes for one request.</param>
public sealed record Strategy(string Name, Func<Request, Func<NodeView, Rank>> Prepare)
{
    private const int HealthFactor = 10;

    /// <summary>Fewest containers of the request's group first, then the least loaded node, then the one with the fewest containers.</summary>
    public static Strategy Spread { get; } = new("spread", request =>
        node => new Rank(node.CountOf(request.Group), Load(request, node) - HealthFactor * node.Health, node.ContainerCount));

    /// <summary>The most loaded node first, then the one with the most containers.</summary>
    public static Strategy BinPack { get; } = new("binpack", request =>
        node => new Rank(-(Load(request, node) + HealthFactor * node.Health), -node.ContainerCount))
    {
        Packs = true,
    };

    /// <summary>True when a batch is to use as few nodes as it can.</summary>
    public bool Packs { get; init; }

    /// <summary>Any node that fits. The order of the nodes given does not matter, only their IDs and the numbers drawn: one for each request.</summary>
    /// <param name="random">Source of the draws; used under the caller's lock.</param>
    public static Strategy Random(Random random) => new("random", _ =>
    {
        var draw = (ulong)random.NextInt64();
        return node => new Rank(Scatter(draw, node.Id));
    });

    /// <summary>The strategy of a name of the manager's <c>--strategy</c> option; null when there is none.</summary>
    /// <param name="name">Name, case-sensitive.</param>
    /// <param name="random">Source for the random strategy.</param>
    public static Strategy? Find(string name, Random random) => name switch
    {
        "spread" => Spread,
        "binpack" or "binpacking" => BinPack,
        "random" => Random(random),
        _ => null,
    };

    /// <summary>Percent of processor plus percent of memory in use with the request there, each 100 when not asked for: classic Swarm's weight.</summary>
    private static long Load(Request request, NodeView node) =>
        Percent(request.Resources.NanoCpus, node.Used.NanoCpus, node.Total.NanoCpus)
        + Percent(request.Resources.Memory, node.Used.Memory, node.Total.Memory);

    private static long Percent(long wanted, long used, long total) =>
        wanted <= 0 || total <= 0 ? 100 : (long)(((Int128)used + wanted) * 100 / total);

    /// <summary>FNV-1a over the ID, begun from the draw: the same on every run, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static long Scatter(ulong draw, string id)
    {
        var hash = 14695981039346656037 ^ draw;
        foreach (var c in id)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        // The high bits of FNV move little on short texts; one round of mixing spreads them.
        hash ^= hash >> 32;
        hash *= 0x9E3779B97F4A7C15;
        return (long)(hash ^ (hash >> 29));
    }
}
