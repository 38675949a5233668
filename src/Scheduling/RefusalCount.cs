namespace Mooring.Scheduling;

/// <summary>How many nodes were refused for the same cause.</summary>
/// <param name="Filter">The filter's name.</param>
/// <param name="Reason">The cause they share.</param>
/// <param name="Nodes">The refusals, by ordinal node name; one or more.</param>
public sealed record RefusalCount(string Filter, string Reason, IReadOnlyList<Refusal> Nodes)
{
    private const int MostNamed = 3;

    /// <summary>Number of nodes.</summary>
    public int Count => Nodes.Count;

    /// <summary>For example <c>2 port 80/tcp taken by proxy-b on dockerhost02 and by proxy-a on dockerhost03</c>; at most three nodes are named.</summary>
    public override string ToString()
    {
        var named = Nodes.Where(refusal => refusal.Reason.Detail is not null)
            .Take(MostNamed)
            .Select(refusal => $"{refusal.Reason.Detail} on {refusal.Node.Name}")
            .ToList();
        if (named.Count == 0)
        {
            return $"{Count} {Reason}";
        }

        if (Count > named.Count)
        {
            named.Add($"{Count - named.Count} more");
        }

        return $"{Count} {Reason} {string.Join(" and ", named)}";
    }
}
