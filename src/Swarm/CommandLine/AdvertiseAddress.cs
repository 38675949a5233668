using System.Globalization;

namespace Mooring.Swarm.CommandLine;

/// <summary>The check of <c>--advertise</c>: host and numeric port; the host's text itself is free, an IPv6 address needs brackets.</summary>
public static class AdvertiseAddress
{
    /// <summary>True for <c>host:port</c> with a port from 1 to 65535.</summary>
    public static bool IsValid(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            return false;
        }

        var host = text[..colon];
        var bracketed = host.StartsWith('[') && host.EndsWith(']');
        return bracketed ? host.AsSpan(1, host.Length - 2).IndexOfAny('[', ']') < 0 : host.AsSpan().IndexOfAny(":[]/") < 0;
    }
}
