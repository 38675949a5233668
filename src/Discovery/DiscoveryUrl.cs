using System.Diagnostics.CodeAnalysis;
using Mooring.Discovery.Addresses;
using Mooring.Discovery.Tokens;

namespace Mooring.Discovery;

/// <summary>A discovery URL, read and checked (swarm.md 2.1).</summary>
public sealed record DiscoveryUrl
{
    private DiscoveryUrl(DiscoveryKind kind, string text, string rest)
    {
        Kind = kind;
        Text = text;
        Rest = rest;
    }

    /// <summary>The scheme; a bare list is <see cref="DiscoveryKind.Nodes"/>.</summary>
    public DiscoveryKind Kind { get; }

    /// <summary>The URL as given.</summary>
    public string Text { get; }

    /// <summary>What follows <c>://</c>: the list, the path, the token with its endpoint, or the store with its prefix.</summary>
    public string Rest { get; }

    /// <summary>For <see cref="DiscoveryKind.Nodes"/>: the addresses, ranges expanded.</summary>
    public IReadOnlyList<string> Addresses { get; private init; } = [];

    /// <summary>For a store: its members as <c>host:port</c>.</summary>
    public IReadOnlyList<string> Endpoints { get; private init; } = [];

    /// <summary>For a store: the prefix of every key, without slashes at its ends; empty for none.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>Reads a discovery URL. Total: any text gives a URL or an error.</summary>
    /// <param name="text">For example <c>etcd://a:2379,b:2379/prefix</c> or <c>10.0.0.[1:3]:2375</c>.</param>
    /// <param name="url">The URL when the text is one.</param>
    /// <param name="error">Classic Swarm's message when it is not.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out DiscoveryUrl? url, [NotNullWhen(false)] out string? error)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        var (scheme, rest) = at < 0 ? ("nodes", text) : (text[..at], text[(at + 3)..]);
        (url, error) = scheme switch
        {
            "nodes" => Nodes(text, rest),
            "file" => rest.Length == 0 ? (null, "file path is empty") : (new DiscoveryUrl(DiscoveryKind.File, text, rest), null),
            "token" => TokenEndpoint.TryParse(rest, out _, out var flaw) ? (new DiscoveryUrl(DiscoveryKind.Token, text, rest), null) : (null, flaw),
            "consul" => Store(DiscoveryKind.Consul, text, rest),
            "etcd" => Store(DiscoveryKind.Etcd, text, rest),
            "zk" => Store(DiscoveryKind.ZooKeeper, text, rest),
            _ => (null, "discovery service not supported"),
        };
        return url is not null;
    }

    private static (DiscoveryUrl?, string?) Nodes(string text, string list)
    {
        var addresses = new List<string>();
        foreach (var entry in list.Split(','))
        {
            if (!AddressRange.TryExpand(entry.Trim(), out var expanded, out var error))
            {
                return (null, $"{error}, please check you are using the correct discovery (missing token:// ?)");
            }

            addresses.AddRange(expanded);
        }

        return (new(DiscoveryKind.Nodes, text, list) { Addresses = addresses }, null);
    }

    private static (DiscoveryUrl?, string?) Store(DiscoveryKind kind, string text, string rest)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (members, prefix) = slash < 0 ? (rest, "") : (rest[..slash], rest[slash..]);
        var endpoints = members.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return endpoints switch
        {
            [] => (null, $"no address of a store in {text}"),
            [_, _, ..] when kind == DiscoveryKind.Consul => (null, "consul does not support multiple endpoints"),
            _ => (new(kind, text, rest) { Endpoints = endpoints, Prefix = KeyPath.Join(prefix) }, null),
        };
    }
}
