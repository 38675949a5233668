using Mooring.Discovery;

namespace Mooring.Swarm.CommandLine;

/// <summary>The arguments of <c>swarm manage</c>, checked.</summary>
public sealed record ManageOptions
{
    private static readonly string[] KnownFilters = ["health", "port", "containerslots", "dependency", "affinity", "constraint", "whitelist"];

    /// <summary>Credentials, or null for plain TCP.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>Shortest time between two refreshes of an engine.</summary>
    public required TimeSpan RefreshMin { get; init; }

    /// <summary>Longest time between two refreshes of an engine.</summary>
    public required TimeSpan RefreshMax { get; init; }

    /// <summary>Failures in a row before an engine is unhealthy.</summary>
    public required int FailureRetry { get; init; }

    /// <summary>Where the engines are registered.</summary>
    public required DiscoverySource Discovery { get; init; }

    /// <summary><c>spread</c>, <c>binpack</c> or <c>random</c>.</summary>
    public required string Strategy { get; init; }

    /// <summary>The filters, in the order they apply.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>Overcommit and retries.</summary>
    public required ClusterOptions Cluster { get; init; }

    /// <summary>Leader election, or null.</summary>
    public ReplicationOptions? Replication { get; init; }

    /// <summary>Where to listen.</summary>
    public required IReadOnlyList<ListenAddress> Hosts { get; init; }

    /// <summary>Whether replies carry CORS headers.</summary>
    public bool Cors { get; init; }

    /// <summary>Whether a list with a node filter refreshes that engine first.</summary>
    public bool RefreshOnNodeFilter { get; init; }

    /// <summary>The name filter that refreshes all engines first; empty for none.</summary>
    public string NameRefreshFilter { get; init; } = "";

    /// <summary>Checks the arguments in classic Swarm's order.</summary>
    /// <param name="flags">The flags given.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <exception cref="CommandLineException">One of them is wrong.</exception>
    public static ManageOptions Read(FlagValues flags, Func<string, string?> environment)
    {
        var tls = TlsFiles.Read(flags);
        var (min, max) = ReadRefresh(flags);
        if (Checks.Number(flags, "engine-refresh-retry") != 3)
        {
            throw new CommandLineException("--engine-refresh-retry is deprecated. Use --engine-failure-retry");
        }

        var failureRetry = Checks.Number(flags, "engine-failure-retry");
        if (failureRetry <= 0)
        {
            throw new CommandLineException("invalid failure retry count");
        }

        var url = Checks.Discovery(flags, environment, "manage", "manage");
        var discovery = DiscoverySource.Read(url, Checks.Heartbeat(flags), TimeSpan.Zero, flags, environment);
        return new()
        {
            Tls = tls,
            RefreshMin = min,
            RefreshMax = max,
            FailureRetry = failureRetry,
            Discovery = discovery,
            Strategy = ReadStrategy(flags.Text("strategy")),
            Filters = ReadFilters(flags.List("filter")),
            Cluster = ReadCluster(flags),
            Replication = ReadReplication(flags, discovery),
            Hosts = [.. flags.List("host").Select(ListenAddress.Parse)],
            Cors = flags.IsOn("api-enable-cors"),
            RefreshOnNodeFilter = flags.IsOn("refresh-on-node-filter"),
            NameRefreshFilter = flags.Text("container-name-refresh-filter"),
        };
    }

    private static ReplicationOptions? ReadReplication(FlagValues flags, DiscoverySource discovery)
    {
        var replication = ReplicationOptions.Read(flags);
        return replication is null || discovery.Url.Kind is DiscoveryKind.Consul or DiscoveryKind.Etcd or DiscoveryKind.ZooKeeper
            ? replication
            : throw new CommandLineException("Leader election is only supported with consul, etcd and zookeeper discovery.");
    }

    private static (TimeSpan Min, TimeSpan Max) ReadRefresh(FlagValues flags)
    {
        var min = Lenient(flags, "engine-refresh-min-interval");
        if (min <= TimeSpan.Zero)
        {
            throw new CommandLineException("min refresh interval should be a positive number");
        }

        var max = Lenient(flags, "engine-refresh-max-interval");
        return max >= min ? (min, max) : throw new CommandLineException("max refresh interval cannot be less than min refresh interval");
    }

    private static TimeSpan Lenient(FlagValues flags, string name)
    {
        try
        {
            return GoDuration.Parse(flags.Text(name));
        }
        catch (FormatException)
        {
            return TimeSpan.Zero;
        }
    }

    private static string ReadStrategy(string name) => name switch
    {
        "spread" or "binpack" or "random" => name,
        "binpacking" => "binpack",
        _ => throw new CommandLineException("strategy not supported"),
    };

    private static IReadOnlyList<string> ReadFilters(IReadOnlyList<string> names) =>
        names.All(KnownFilters.Contains) ? names : throw new CommandLineException("filter not supported");

    private static ClusterOptions ReadCluster(FlagValues flags) => flags.Text("cluster-driver") is var driver and not "swarm"
        ? throw new CommandLineException($"unsupported cluster \"{driver}\"")
        : ClusterOptions.Read(flags.List("cluster-opt"));
}
