namespace Mooring.Scheduling.Views;

/// <summary>Who holds which host port on one node.</summary>
internal sealed class PortTable
{
    private readonly Dictionary<(int Port, PortProtocol Protocol), List<(PortClaim Claim, ContainerView Holder)>> _single = [];
    private readonly List<(PortClaim Claim, ContainerView Holder)> _ranges = [];

    public PortTable(IEnumerable<ContainerView> containers, Func<ContainerView, IReadOnlyList<PortClaim>> claims)
    {
        foreach (var container in containers)
        {
            foreach (var claim in claims(container))
            {
                Add(claim, container);
            }
        }
    }

    /// <summary>A container that leaves no room for the claim; null when there is room.</summary>
    public ContainerView? HolderOf(PortClaim claim)
    {
        var ranges = RangesOver(claim);
        if (!claim.IsRange)
        {
            // Which port of a range the engine will take is not known, so every one of them is spoken for.
            return SingleHolder(claim, claim.First) ?? (ranges.Count > 0 ? ranges[0] : null);
        }

        // One port is needed for this range, and one for each range that may draw from the same ports.
        var needed = 1 + ranges.Count;
        ContainerView? holder = null;
        for (var port = claim.First; port <= claim.Last; port++)
        {
            if (SingleHolder(claim, port) is { } found)
            {
                holder ??= found;
            }
            else if (--needed == 0)
            {
                return null;
            }
        }

        return holder ?? ranges[0];
    }

    private void Add(PortClaim claim, ContainerView holder)
    {
        if (claim.IsRange)
        {
            _ranges.Add((claim, holder));
            return;
        }

        var key = (claim.First, claim.Protocol);
        if (!_single.TryGetValue(key, out var holders))
        {
            _single[key] = holders = [];
        }

        holders.Add((claim, holder));
    }

    private ContainerView? SingleHolder(PortClaim wanted, int port)
    {
        if (_single.TryGetValue((port, wanted.Protocol), out var holders))
        {
            foreach (var (claim, holder) in holders)
            {
                if (claim.SharesInterface(wanted))
                {
                    return holder;
                }
            }
        }

        return null;
    }

    private IReadOnlyList<ContainerView> RangesOver(PortClaim wanted) => _ranges.Count == 0 ? [] : [.. RangesOver(_ranges, wanted)];

    private static IEnumerable<ContainerView> RangesOver(IEnumerable<(PortClaim Claim, ContainerView Holder)> ranges, PortClaim wanted) => ranges
        .Where(held => held.Claim.Protocol == wanted.Protocol && held.Claim.First <= wanted.Last && wanted.First <= held.Claim.Last
            && held.Claim.SharesInterface(wanted))
        .Select(held => held.Holder);
}
