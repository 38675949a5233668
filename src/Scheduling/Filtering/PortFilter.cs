using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>Keeps nodes where every wanted host port is free. The host's network and published ports are two worlds here, as in classic Swarm (4.4).</summary>
internal sealed class PortFilter() : Filter("port")
{
    public override Func<NodeView, Reason?>? Prepare(Request request, IReadOnlyList<NodeView> candidates)
    {
        var claims = (request.HostNetwork ? request.Exposed : request.Ports)
            .Select(claim => (Claim: claim, Text: $"port {claim} taken"))
            .ToArray();
        return claims.Length == 0 ? null : Test;

        Reason? Test(NodeView node)
        {
            foreach (var (claim, text) in claims)
            {
                var holder = request.HostNetwork ? node.HostNetworkHolderOf(claim) : node.HolderOf(claim);
                if (holder is not null)
                {
                    return new Reason(text, $"by {holder.DisplayName}");
                }
            }

            return null;
        }
    }

    public override IEnumerable<string> Describe(Request request) => request.HostNetwork
        ? request.Exposed.Select(claim => $"port {claim} (Host mode)")
        : request.Ports.Select(claim => $"port {claim.HostPort} (Bridge mode)");
}
