using System.Diagnostics.CodeAnalysis;

namespace Mooring.Discovery.Addresses;

/// <summary>An address <c>host:port</c>, an IPv6 host in brackets, split by the rules and with the messages of Go's <c>net.SplitHostPort</c>.</summary>
/// <param name="Host">Host without brackets; may be empty.</param>
/// <param name="Port">Port as written; not necessarily a number.</param>
public readonly record struct HostPort(string Host, string Port)
{
    /// <summary>Splits an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">Its parts.</param>
    /// <param name="error">For example <c>address abc: missing port in address</c>.</param>
    public static bool TryParse(string text, out HostPort address, [NotNullWhen(false)] out string? error)
    {
        address = default;
        var flaw = Split(text, out var parts);
        error = flaw is null ? null : $"address {text}: {flaw} in address";
        if (error is not null)
        {
            return false;
        }

        address = parts;
        return true;
    }

    /// <summary>Brackets around a host with colons.</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    private static string? Split(string text, out HostPort parts)
    {
        parts = default;
        var colon = text.LastIndexOf(':');
        if (colon < 0)
        {
            return "missing port";
        }

        var hostStart = 0;
        var hostEnd = colon;
        if (text[0] == '[')
        {
            hostStart = 1;
            hostEnd = text.IndexOf(']', StringComparison.Ordinal);
            if (hostEnd < 0)
            {
                return "missing ']'";
            }

            if (hostEnd + 1 != colon)
            {
                return hostEnd + 1 < text.Length && text[hostEnd + 1] == ':' ? "too many colons" : "missing port";
            }
        }

        var host = text[hostStart..hostEnd];
        parts = new(host, text[(colon + 1)..]);
        return (hostStart == 0 && host.Contains(':', StringComparison.Ordinal), text.IndexOf('[', hostStart), text.IndexOf(']', hostStart == 0 ? 0 : colon)) switch
        {
            (true, _, _) => "too many colons",
            (_, >= 0, _) => "unexpected '['",
            (_, _, >= 0) => "unexpected ']'",
            _ => null,
        };
    }
}
