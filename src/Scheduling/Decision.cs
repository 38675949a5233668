using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Views;

namespace Mooring.Scheduling;

/// <summary>Where a container goes, or why it goes nowhere.</summary>
/// <param name="Node">The chosen node; null when none fits.</param>
/// <param name="Considered">How many nodes were looked at.</param>
/// <param name="Refusals">The first refusal of each node that does not fit; with the fitting ones they add up to <paramref name="Considered"/>.</param>
/// <param name="Relaxed">Soft expressions that were given up, because no node that fits meets them beside the more wanted ones.</param>
public sealed record Decision(NodeView? Node, int Considered, IReadOnlyList<Refusal> Refusals, IReadOnlyList<Expression> Relaxed)
{
    /// <summary>How many nodes fit, soft expressions aside.</summary>
    public int Fitting => Considered - Refusals.Count;

    /// <summary>Refusals counted by cause, the most frequent first, then by ordinal order of the cause.</summary>
    public IReadOnlyList<RefusalCount> Counts =>
    [
        .. Refusals
            .GroupBy(refusal => (refusal.Filter, refusal.Reason.Text))
            .Select(same => new RefusalCount(same.Key.Filter, same.Key.Text, [.. same.OrderBy(refusal => refusal.Node.Name, StringComparer.Ordinal)]))
            .OrderByDescending(count => count.Count)
            .ThenBy(count => count.Reason, StringComparer.Ordinal),
    ];

    /// <summary>The sentence for people, e.g. <c>0/3 nodes fit: 2 failed constraint zone==internal, 1 port 80/tcp taken by proxy-a on dockerhost03</c>.</summary>
    public string Sentence => (Considered, Refusals.Count) switch
    {
        (0, _) => "0/0 nodes fit: there are no nodes to choose from",
        (_, 0) => $"{Fitting}/{Considered} nodes fit",
        _ => $"{Fitting}/{Considered} nodes fit: {string.Join(", ", Counts)}",
    };

    /// <inheritdoc cref="Sentence"/>
    public override string ToString() => Sentence;
}
