using System.Globalization;
using System.Net;

namespace Mooring.Swarm.CommandLine;

/// <summary>Where the manager listens: a TCP address or a unix socket.</summary>
/// <param name="Protocol"><c>tcp</c> or <c>unix</c>.</param>
/// <param name="Text">What followed the scheme: <c>host:port</c> or a path.</param>
public sealed record ListenAddress(string Protocol, string Text)
{
    /// <summary>Reads <c>tcp://a:p</c>, <c>a:p</c>, <c>:p</c> or <c>unix:///path</c>.</summary>
    /// <exception cref="CommandLineException">Another scheme, or no port.</exception>
    public static ListenAddress Parse(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var address = new ListenAddress(scheme < 0 ? "tcp" : text[..scheme], scheme < 0 ? text : text[(scheme + 3)..]);
        return address.Protocol switch
        {
            "unix" when OperatingSystem.IsWindows() => throw new CommandLineException("Windows platform does not support a unix socket"),
            "unix" => address,
            "tcp" when address.TrySplit(out _, out _) => address,
            "tcp" => throw new CommandLineException($"listen tcp: address {address.Text}: missing port in address"),
            _ => throw new CommandLineException($"unsupported protocol: \"{address.Protocol}\""),
        };
    }

    /// <summary>The addresses to bind; an empty host is every interface.</summary>
    /// <exception cref="CommandLineException">The host name has no address.</exception>
    public async Task<IReadOnlyList<IPEndPoint>> ResolveAsync(CancellationToken ct)
    {
        TrySplit(out var host, out var port);
        if (host.Length == 0)
        {
            return [new(IPAddress.IPv6Any, port)];
        }

        if (IPAddress.TryParse(host, out var literal))
        {
            return [new(literal, port)];
        }

        try
        {
            return [.. (await Dns.GetHostAddressesAsync(host, ct)).Select(address => new IPEndPoint(address, port))];
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new CommandLineException($"listen tcp: lookup {host}: {e.Message}");
        }
    }

    private bool TrySplit(out string host, out int port)
    {
        var colon = Text.LastIndexOf(':');
        host = colon < 0 ? "" : Text[..colon].Trim('[', ']');
        port = 0;
        return colon >= 0
            && int.TryParse(Text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port <= IPEndPoint.MaxPort;
    }
}
