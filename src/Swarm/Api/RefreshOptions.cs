using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>Which lists ask the engines first.</summary>
/// <param name="OnNodeFilter">Those with a <c>node</c> filter ask the engines named.</param>
/// <param name="NameFilter">Those with exactly this <c>name</c> filter ask all engines; empty for none.</param>
internal sealed record RefreshOptions(bool OnNodeFilter, string NameFilter)
{
    public async Task BeforeListAsync(ManagerContext manager, QueryFilters filters, CancellationToken ct)
    {
        var nodes = new FilterPattern(filters["node"]);
        var named = OnNodeFilter && filters.Has("node");
        var all = NameFilter.Length > 0 && filters["name"].Contains(NameFilter);
        if (!named && !all)
        {
            return;
        }

        var engines = manager.Cluster.Validated.Where(engine => engine.Health == EngineHealth.Healthy && (all || nodes.Matches(engine.Name))).ToList();
        await FanOut.RunAsync(engines, async (engine, stop) =>
        {
            await manager.Refresher.RefreshEngineAsync(engine, stop);
            return true;
        }, ct);
    }
}
