using Mooring.Discovery;

namespace Mooring.Swarm.CommandLine;

/// <summary>Where the engines of the cluster are registered.</summary>
/// <param name="Url">The discovery.</param>
/// <param name="Heartbeat">Period of polling and of heartbeats.</param>
/// <param name="Ttl">How long a registration lives; zero where nothing is registered.</param>
/// <param name="Options">The <c>--discovery-opt</c> pairs, and what the environment says to Consul's clients.</param>
public sealed record DiscoverySource(DiscoveryUrl Url, TimeSpan Heartbeat, TimeSpan Ttl, DiscoveryOptions Options)
{
    /// <summary>Checks options and URL, in this order.</summary>
    /// <exception cref="CommandLineException">One of them is wrong.</exception>
    public static DiscoverySource Read(string url, TimeSpan heartbeat, TimeSpan ttl, FlagValues flags, Func<string, string?> environment)
    {
        var options = ReadOptions(flags, environment);
        return DiscoveryUrl.TryParse(url, out var parsed, out var error) ? new(parsed, heartbeat, ttl, options) : throw new CommandLineException(error);
    }

    /// <summary>Reads the options.</summary>
    /// <exception cref="CommandLineException">They are wrong.</exception>
    public static DiscoveryOptions ReadOptions(FlagValues flags, Func<string, string?> environment) =>
        DiscoveryOptions.TryParse(flags.List("discovery-opt"), out var options, out var error)
            ? options.WithConsulEnvironment(environment)
            : throw new CommandLineException(error);
}
