using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>Keeps nodes that nobody paused or drains.</summary>
internal sealed class AvailabilityFilter() : Filter("availability")
{
    public override Func<NodeView, Reason?> Prepare(Request request, IReadOnlyList<NodeView> candidates) =>
        node => node.Availability == Availability.Active ? null : new Reason($"availability {node.Availability}");
}
