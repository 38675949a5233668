using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Mooring.Api.Schema;

namespace Mooring.Api.Validation;

/// <summary>Forms of text that a pattern alone cannot judge.</summary>
internal static partial class Forms
{
    public const string AddressAdvice = "is not an IP address; write it like 10.0.0.1 or fd00::1";
    public const string CidrAdvice = "is not a network; write it like 10.0.0.0/24 or fd00::/64, without bits beyond the prefix";
    public const string HostPortAdvice = "is not host:port; write it like host:2379, 10.0.0.1:2379 or [fd00::1]:2379";
    public const string NameAdvice = "is neither a DNS name nor an IP address";

    public static bool IsAddress(string text) => text.Contains(':', StringComparison.Ordinal)
        ? IPAddress.TryParse(text, out _)
        : FourNumbers().IsMatch(text) && IPAddress.TryParse(text, out _);

    public static bool IsAddress(string text, AddressFamily family) => IsAddress(text) && IPAddress.Parse(text).AddressFamily == family;

    /// <summary>Reads a network whose address has no bits beyond the prefix.</summary>
    public static bool TryNetwork(string text, out IPNetwork network)
    {
        network = default;
        return text.Split('/') is [var address, _] && IsAddress(address) && IPNetwork.TryParse(text, out network)
            && network.BaseAddress.Equals(IPAddress.Parse(address));
    }

    public static bool IsName(string text) => IsAddress(text) || (text.Length <= 253 && DnsName().IsMatch(text) && !FourNumbers().IsMatch(text));

    /// <summary>Whether the text is <c>host:port</c>, with an IPv6 address in brackets.</summary>
    public static bool IsHostPort(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !IsPort(text[(colon + 1)..]))
        {
            return false;
        }

        return text[..colon] is ['[', .. var inner, ']'] ? IsAddress(inner, AddressFamily.InterNetworkV6) : IsName(text[..colon]);
    }

    public static bool IsPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535;

    /// <summary>Whether the text is a port or a range of ports that does not run backwards.</summary>
    public static bool IsPortRange(string text) => text.Split('-') switch
    {
        [var one] => IsPort(one),
        [var from, var to] => IsPort(from) && IsPort(to) && int.Parse(from, CultureInfo.InvariantCulture) <= int.Parse(to, CultureInfo.InvariantCulture),
        _ => false,
    };

    /// <summary>Whether the text names an image: <c>[host[:port]/]path[:tag][@digest]</c>, as the distribution project's reference grammar has it.</summary>
    public static bool IsImage(string text) => Image().IsMatch(text);

    /// <summary>Whether the text is a label's key of Kubernetes: <c>[prefix/]name</c>.</summary>
    public static bool IsLabelKey(string text) => text.Split('/') switch
    {
        [var name] => LabelName().IsMatch(name),
        [var prefix, var name] => prefix.Length <= 253 && Subdomain().IsMatch(prefix) && LabelName().IsMatch(name),
        _ => false,
    };

    /// <summary>Whether the text is a label's value of Kubernetes.</summary>
    public static bool IsLabelValue(string text) => text.Length == 0 || LabelName().IsMatch(text);

    [GeneratedRegex(@"^[0-9]{1,3}(\.[0-9]{1,3}){3}\z")]
    private static partial Regex FourNumbers();

    [GeneratedRegex(@"^[A-Za-z0-9_]([-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?)*\z")]
    private static partial Regex DnsName();

    [GeneratedRegex(@"^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex LabelName();

    [GeneratedRegex(Syntax.Subdomain)]
    private static partial Regex Subdomain();

    [GeneratedRegex(
        @"^(([A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?(\.[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:]+\])(:[0-9]+)?/)?"
        + @"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*"
        + @"(:[A-Za-z0-9_][-A-Za-z0-9_.]{0,127})?(@[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,})?\z")]
    private static partial Regex Image();
}
