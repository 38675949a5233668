namespace Mooring.Discovery;

/// <summary>The key layout of classic Swarm (swarm.md 2.5).</summary>
internal static class KeyPath
{
    private const string LeaderPath = "docker/swarm/leader";

    /// <summary>Directory of the nodes, without slashes at its ends.</summary>
    public static string Nodes(DiscoveryUrl url, DiscoveryOptions options) => Join(url.Prefix, options.NodesPath);

    /// <summary>The leader's key, without slashes at its ends.</summary>
    public static string Leader(DiscoveryUrl url) => Join(url.Prefix, LeaderPath);

    /// <summary>Parts joined by single slashes, empty ones left out.</summary>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        var segments = new List<string>();
        foreach (var part in parts)
        {
            segments.AddRange(part.Split('/', StringSplitOptions.RemoveEmptyEntries));
        }

        return string.Join('/', segments);
    }
}
