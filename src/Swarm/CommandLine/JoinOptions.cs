namespace Mooring.Swarm.CommandLine;

/// <summary>The arguments of <c>swarm join</c>, checked.</summary>
/// <param name="Advertise">The engine's address for the managers.</param>
/// <param name="Delay">Upper bound of the random delay before the first registration.</param>
/// <param name="Discovery">Where to register.</param>
/// <param name="Probe">Whether to stop registering while the engine does not answer.</param>
/// <param name="LeaveOnExit">Whether to remove the registration when stopped.</param>
/// <param name="Tls">Credentials for the probe.</param>
public sealed record JoinOptions(string Advertise, TimeSpan Delay, DiscoverySource Discovery, bool Probe, bool LeaveOnExit, TlsFiles? Tls)
{
    /// <summary>Checks the arguments in classic Swarm's order.</summary>
    /// <exception cref="CommandLineException">One of them is wrong.</exception>
    public static JoinOptions Read(FlagValues flags, Func<string, string?> environment)
    {
        var url = Checks.Discovery(flags, environment, "join", "join");
        var advertise = flags.Text("advertise");
        if (advertise.Length == 0)
        {
            throw new CommandLineException("missing mandatory --advertise flag");
        }

        if (!AdvertiseAddress.IsValid(advertise))
        {
            throw new CommandLineException(Checks.BadAdvertise);
        }

        var delay = Checks.Duration(flags, "delay");
        if (delay < TimeSpan.Zero)
        {
            throw new CommandLineException("--delay should not be a negative number");
        }

        var heartbeat = Checks.Heartbeat(flags);
        var ttl = Checks.Duration(flags, "ttl");
        if (ttl <= heartbeat)
        {
            throw new CommandLineException("--ttl must be strictly superior to the heartbeat value");
        }

        var discovery = DiscoverySource.Read(url, heartbeat, ttl, flags, environment);
        return new(advertise, delay, discovery, flags.IsOn("probe"), flags.IsOn("leave-on-exit"), TlsFiles.Read(flags));
    }
}
