namespace Mooring.Swarm.CommandLine;

/// <summary>The <c>--replication</c> flags of a manager.</summary>
/// <param name="Advertise">The address at which the other managers reach this one.</param>
/// <param name="Ttl">How long the leader lock outlives a manager that died.</param>
public sealed record ReplicationOptions(string Advertise, TimeSpan Ttl)
{
    /// <summary>Reads the flags.</summary>
    /// <returns>The options, or null without <c>--replication</c>.</returns>
    /// <exception cref="CommandLineException">One of them is wrong.</exception>
    public static ReplicationOptions? Read(FlagValues flags)
    {
        if (!flags.IsOn("replication"))
        {
            return null;
        }

        var advertise = flags.Text("advertise");
        if (advertise.Length == 0)
        {
            throw new CommandLineException("--advertise address must be provided when using --leader-election");
        }

        if (!AdvertiseAddress.IsValid(advertise))
        {
            throw new CommandLineException(Checks.BadAdvertise);
        }

        var ttl = Checks.Duration(flags, "replication-ttl");
        return ttl > TimeSpan.Zero ? new(advertise, ttl) : throw new CommandLineException("--replication-ttl should be a positive number");
    }
}
