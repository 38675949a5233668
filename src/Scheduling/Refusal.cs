using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Views;

namespace Mooring.Scheduling;

/// <summary>The first filter that said no to a node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Filter">The filter's name.</param>
/// <param name="Reason">Why.</param>
public readonly record struct Refusal(NodeView Node, string Filter, Reason Reason)
{
    /// <summary>For example <c>dockerhost03: port 80/tcp taken by proxy-a</c>.</summary>
    public override string ToString() => $"{Node.Name}: {Reason}";
}
