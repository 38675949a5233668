using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Networking;

/// <summary>The switch that joins the hosts of an instance with each other and with the machine.</summary>
public sealed class Bridge(Subnet subnet)
{
    /// <summary>Makes the bridge, unless it is there.</summary>
    public async Task CreateAsync(CancellationToken ct = default)
    {
        if (NetworkDevice.Exists(subnet.Bridge))
        {
            return;
        }

        await NetworkDevice.IpAsync($"link add name {subnet.Bridge} address {Subnet.HardwareAddress(subnet.Gateway)} type bridge", ct);
        await NetworkDevice.IpAsync($"addr add {subnet.Gateway}/{Subnet.PrefixLength} dev {subnet.Bridge}", ct);
        await NetworkDevice.IpAsync($"link set {subnet.Bridge} up", ct);
        if (await IsForwardingRestrictedAsync(ct))
        {
            await Tool.RunAsync("iptables", ["-w", "-I", "FORWARD", .. ForwardRule], ct);
        }
    }

    /// <summary>Removes the bridge, the devices that lead to hosts and the firewall rule; nothing when there is none.</summary>
    public async Task RemoveAsync(CancellationToken ct = default)
    {
        foreach (var device in NetworkDevice.Names().Where(name => name == subnet.Bridge || name.StartsWith(subnet.Bridge + "-", StringComparison.Ordinal)))
        {
            await NetworkDevice.RemoveAsync(device, ct);
        }

        try
        {
            await Tool.RunAsync("iptables", ["-w", "-D", "FORWARD", .. ForwardRule], ct);
        }
        catch (ToolFailedException)
        {
            // There was no rule: the usual case.
        }
    }

    private string[] ForwardRule => ["-i", subnet.Bridge, "-o", subnet.Bridge, "-j", "ACCEPT"];

    // Where the machine filters bridged frames too (br_netfilter) and forwards nothing by default, hosts could not reach each other.
    private static async Task<bool> IsForwardingRestrictedAsync(CancellationToken ct)
    {
        var rules = await Tool.RunAsync("iptables", ["-w", "-S", "FORWARD"], ct);
        return rules.Trim() != "-P FORWARD ACCEPT";
    }
}
