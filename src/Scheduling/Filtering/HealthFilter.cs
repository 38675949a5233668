using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>Keeps nodes whose health indicator is above 0.</summary>
internal sealed class HealthFilter() : Filter("health")
{
    public override Func<NodeView, Reason?> Prepare(Request request, IReadOnlyList<NodeView> candidates) =>
        node => node.Health > 0 ? null : new Reason("not healthy", node.HealthReason is { } why ? $"({why})" : null);
}
