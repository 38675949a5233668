using System.Net;

namespace Mooring.Tests.Testbed.Networking;

/// <summary>The network 10.100.<paramref name="Number"/>.0/24 of one instance and the device names that go with it.</summary>
/// <param name="Number">1 to 254.</param>
public readonly record struct Subnet(byte Number)
{
    /// <summary>The length of the network part.</summary>
    public const int PrefixLength = 24;

    private const byte FirstHost = 201;

    /// <summary>How many hosts have an address.</summary>
    public const int MaxHosts = 255 - FirstHost;

    /// <summary>The machine's own address: the API server, etcd and the registry listen there.</summary>
    public IPAddress Gateway => Address(1);

    /// <summary>The bridge device.</summary>
    public string Bridge => $"moor{Number}";

    /// <summary>The address of the n-th host, counted from 0.</summary>
    public IPAddress HostAddress(int index) => Address(HostNumber(index));

    /// <summary>The device on the bridge that leads to the n-th host.</summary>
    public string HostLink(int index) => $"{Bridge}-{HostNumber(index)}";

    /// <summary>A locally administered hardware address that stays when a device is made anew, so that no ARP cache is stale.</summary>
    public static string HardwareAddress(IPAddress address) =>
        "02:6d:" + string.Join(':', address.GetAddressBytes().Select(part => part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));

    public override string ToString() => $"10.100.{Number}.0/{PrefixLength}";

    private IPAddress Address(byte last) => new([10, 100, Number, last]);

    private static byte HostNumber(int index) => checked((byte)(FirstHost + index));
}
