namespace Mooring.Swarm.CommandLine;

/// <summary>Every command and flag, as classic Swarm has them (swarm.md section 1), plus <c>discovery</c>.</summary>
public static class Commands
{
    /// <summary>Flags before the command.</summary>
    public static readonly IReadOnlyList<Flag> Global =
    [
        new("debug", FlagKind.Switch, "debug mode", Environment: "DEBUG"),
        new("log-level", FlagKind.Text, "log level (options: debug, info, warn, error, fatal, panic)", "info") { Aliases = ["l"] },
        new("experimental", FlagKind.Switch, "enable experimental features"),
        Command.Help,
        new("version", FlagKind.Switch, "print the version") { Aliases = ["v"] },
    ];

    private static readonly Flag DiscoveryOption = new("discovery-opt", FlagKind.List, "discovery options, key=value");

    private static readonly Flag Advertise =
        new("advertise", FlagKind.Text, "address other machines reach this one at", Environment: "SWARM_ADVERTISE") { Aliases = ["addr"] };

    private static readonly Flag Heartbeat = new("heartbeat", FlagKind.Text, "period between each heartbeat", "60s");

    private static readonly IReadOnlyList<Flag> Tls =
    [
        new("tls", FlagKind.Switch, "use TLS; implied by --tlsverify=true"),
        new("tlscacert", FlagKind.Text, "trust only certificates signed by this authority"),
        new("tlscert", FlagKind.Text, "path to the TLS certificate file"),
        new("tlskey", FlagKind.Text, "path to the TLS key file"),
        new("tlsverify", FlagKind.Switch, "use TLS and verify the other side"),
    ];

    /// <summary><c>swarm create</c>.</summary>
    public static readonly Command Create = new("create", "c", "Create a cluster token", [], TakesDiscovery: false);

    /// <summary><c>swarm list</c>.</summary>
    public static readonly Command List = new(
        "list", "l", "List the engines of a cluster",
        [new("timeout", FlagKind.Text, "how long to wait for the first list", "10s"), DiscoveryOption], TakesDiscovery: true);

    /// <summary><c>swarm manage</c>.</summary>
    public static readonly Command Manage = new("manage", "m", "Manage a cluster of Docker engines",
    [
        new("strategy", FlagKind.Text, "placement strategy to use [spread, binpack, random]", "spread"),
        new("filter", FlagKind.List, "filter to use; the order given is the order applied", "health,port,containerslots,dependency,affinity,constraint,whitelist")
        {
            Aliases = ["f"],
        },
        new("host", FlagKind.List, "ip/socket to listen on", "tcp://127.0.0.1:2375", "SWARM_HOST") { Aliases = ["H"] },
        new("replication", FlagKind.Switch, "enable manager replication"),
        new("replication-ttl", FlagKind.Text, "leader lock release time on failure", "20s"),
        Advertise,
        .. Tls,
        new("engine-refresh-min-interval", FlagKind.Text, "minimum interval between two refreshes of an engine", "30s"),
        new("engine-refresh-max-interval", FlagKind.Text, "maximum interval between two refreshes of an engine", "60s"),
        new("engine-failure-retry", FlagKind.Text, "failures in a row before an engine is unhealthy", "3"),
        new("engine-refresh-retry", FlagKind.Text, "deprecated; replaced by --engine-failure-retry", "3"),
        Heartbeat,
        new("api-enable-cors", FlagKind.Switch, "enable CORS headers in the API") { Aliases = ["cors"] },
        new("cluster-driver", FlagKind.Text, "cluster driver to use [swarm]", "swarm") { Aliases = ["c"] },
        new("cluster-opt", FlagKind.List, "cluster driver options: swarm.overcommit=0.05, swarm.createretry=0"),
        DiscoveryOption,
        new("refresh-on-node-filter", FlagKind.Switch, "refresh the named engines before a list with a node filter is answered"),
        new("container-name-refresh-filter", FlagKind.Text, "refresh all engines before a list with exactly this name filter is answered"),
    ], TakesDiscovery: true);

    /// <summary><c>swarm join</c>.</summary>
    public static readonly Command Join = new("join", "j", "Join a Docker engine to a cluster",
    [
        Advertise,
        Heartbeat,
        new("ttl", FlagKind.Text, "how long a registration lives without a heartbeat", "180s"),
        new("delay", FlagKind.Text, "register after a random delay between 0 and this", "0s"),
        DiscoveryOption,
        new("probe", FlagKind.Switch, "stop registering while the engine does not answer"),
        new("leave-on-exit", FlagKind.Switch, "remove the registration when stopped"),
        .. Tls,
    ], TakesDiscovery: true);

    /// <summary><c>swarm discovery</c>: serves tokens for <c>token://</c>.</summary>
    public static readonly Command Discovery = new("discovery", "d", "Serve cluster tokens, kept in a file or in etcd",
    [
        new("host", FlagKind.List, "address to listen on", "tcp://127.0.0.1:8086") { Aliases = ["H"] },
        new("storage", FlagKind.Text, "file:///path or etcd://host1,host2/prefix", "file://swarm-discovery.json"),
        new("discovery-opt", FlagKind.List, "options of the etcd storage, key=value"),
        .. Tls,
    ], TakesDiscovery: false);

    /// <summary>All of them, in the order of the help text.</summary>
    public static readonly IReadOnlyList<Command> All = [Create, List, Manage, Join, Discovery];

    /// <summary>The text of <c>swarm --help</c>.</summary>
    public static string HelpText(string version) => $"""
        Usage: swarm [OPTIONS] COMMAND [arg...]

        One Docker API endpoint for a cluster of engines

        Version: {version}

        Options:
        {Command.Describe(Global)}
        Commands:
        {string.Concat(All.Select(command => $"  {command.Name + ", " + command.Alias,-14}{command.Usage}\n"))}  help          Show a list of commands, or help for one command

        Run 'swarm COMMAND --help' for more information on a command.

        """;

    /// <summary>The command with this name or alias; null if there is none.</summary>
    public static Command? Find(string name) => All.FirstOrDefault(command => command.Name == name || command.Alias == name);
}
