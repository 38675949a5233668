namespace Mooring.Swarm.CommandLine;

/// <summary>The arguments of <c>swarm list</c>, checked.</summary>
/// <param name="Discovery">Where to look; the timeout doubles as its poll period.</param>
/// <param name="Timeout">How long to wait for the first list.</param>
public sealed record ListOptions(DiscoverySource Discovery, TimeSpan Timeout)
{
    /// <summary>Checks the arguments in classic Swarm's order.</summary>
    /// <exception cref="CommandLineException">One of them is wrong.</exception>
    public static ListOptions Read(FlagValues flags, Func<string, string?> environment)
    {
        var url = Checks.Discovery(flags, environment, "list", "list");
        var timeout = Checks.Duration(flags, "timeout");
        return timeout > TimeSpan.Zero
            ? new(DiscoverySource.Read(url, timeout, TimeSpan.Zero, flags, environment), timeout)
            : throw new CommandLineException("--timeout should be a positive number");
    }
}
