using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>Keeps nodes whose total less what is reserved covers the request. A part not asked for always fits, even on an over-full node.</summary>
internal sealed class ResourceFilter() : Filter("resources")
{
    public override Func<NodeView, Reason?>? Prepare(Request request, IReadOnlyList<NodeView> candidates)
    {
        var wanted = request.Resources;
        if (wanted is { NanoCpus: 0, Memory: 0 })
        {
            return null;
        }

        var noCpu = $"not enough cpu for {Resources.FormatCpus(wanted.NanoCpus)}";
        var noMemory = $"not enough memory for {Resources.FormatBytes(wanted.Memory)}";
        return node =>
        {
            var free = node.Total - node.Used;
            return wanted switch
            {
                _ when wanted.NanoCpus > 0 && wanted.NanoCpus > free.NanoCpus => new Reason(noCpu, $"({Resources.FormatCpus(free.NanoCpus)} free)"),
                _ when wanted.Memory > 0 && wanted.Memory > free.Memory => new Reason(noMemory, $"({Resources.FormatBytes(free.Memory)} free)"),
                _ => null,
            };
        };
    }
}
