using System.Globalization;
using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>Keeps nodes with fewer containers, reservations included, than they may hold.</summary>
internal sealed class SlotFilter() : Filter("containerslots")
{
    public override Func<NodeView, Reason?> Prepare(Request request, IReadOnlyList<NodeView> candidates) =>
        node => node.MaxContainers is { } slots && node.ContainerCount >= slots
            ? new Reason("no open container slot", string.Create(CultureInfo.InvariantCulture, $"({node.ContainerCount} of {slots} taken)"))
            : null;

    public override IEnumerable<string> Describe(Request request) => ["available container slots"];
}
