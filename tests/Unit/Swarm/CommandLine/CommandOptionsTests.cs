using Mooring.Swarm.CommandLine;

namespace Mooring.Tests.Unit.Swarm.CommandLine;

public sealed class CommandOptionsTests
{
    private static readonly Func<string, string?> NoEnvironment = _ => null;

    public static TheoryData<string, string> BadManage => new()
    {
        { "--tlscert c nodes://a:1", "--tlscert, --tlskey and --tlscacert require the use of either --tls or --tlsverify" },
        { "--tls nodes://a:1", "--tlscert and --tlskey must be provided when using --tls" },
        { "--tlsverify --tlscert c nodes://a:1", "--tlscert and --tlskey must be provided when using --tls" },
        { "--tlsverify --tlscert c --tlskey k nodes://a:1", "--tlscacert must be provided when using --tlsverify" },
        { "--engine-refresh-min-interval 0s", "min refresh interval should be a positive number" },
        { "--engine-refresh-min-interval nonsense", "min refresh interval should be a positive number" },
        { "--engine-refresh-max-interval 1s", "max refresh interval cannot be less than min refresh interval" },
        { "--engine-refresh-retry 5", "--engine-refresh-retry is deprecated. Use --engine-failure-retry" },
        { "--engine-failure-retry 0", "invalid failure retry count" },
        { "--engine-failure-retry x", "invalid failure retry count" },
        { "", "discovery required to manage a cluster. See 'swarm manage --help'." },
        { "a:1 b:2", "too many arguments: one discovery is expected, got 2. See 'swarm manage --help'." },
        { "--heartbeat x a:1", "invalid --heartbeat: time: invalid duration \"x\"" },
        { "--heartbeat 10ms a:1", "--heartbeat should be at least one second" },
        { "--discovery-opt novalue bad://x", "--discovery-opt must contain key=value strings" },
        { "--strategy nope bad://x", "discovery service not supported" },
        { "--strategy nope --filter nope a:1", "strategy not supported" },
        { "--filter nope --cluster-driver mesos a:1", "filter not supported" },
        { "--cluster-driver mesos a:1", "unsupported cluster \"mesos\"" },
        { "--cluster-opt swarm.overcommit=-2 a:1", "swarm.overcommit should be larger than -1, -2.000000 is invalid" },
        { "--cluster-opt swarm.overcommit=x a:1", "invalid --cluster-opt swarm.overcommit: x" },
        { "--cluster-opt swarm.createretry=-1 a:1", "swarm.createretry can not be negative, -1 is invalid" },
        { "--cluster-opt swarm.createretry a:1", "--cluster-opt must contain key=value strings" },
        { "--cluster-opt other=1 a:1", "unknown --cluster-opt: other" },
        { "--replication a:1", "--advertise address must be provided when using --leader-election" },
        { "--replication --advertise x a:1", "--advertise should be of the form ip:port or hostname:port" },
        { "--replication --advertise x:1 a:1", "Leader election is only supported with consul, etcd and zookeeper discovery." },
        { "--replication --advertise x:1 --replication-ttl q a:1", "invalid --replication-ttl: time: invalid duration \"q\"" },
        { "--replication --advertise x:1 --replication-ttl 0s a:1", "--replication-ttl should be a positive number" },
        { "-H foo://x a:1", "unsupported protocol: \"foo\"" },
    };

    public static TheoryData<string, string> BadJoin => new()
    {
        { "", "discovery required to join a cluster. See 'swarm join --help'." },
        { "token://x", "missing mandatory --advertise flag" },
        { "--advertise host token://x", "--advertise should be of the form ip:port or hostname:port" },
        { "--addr a:1 --delay x token://x", "invalid --delay: time: invalid duration \"x\"" },
        { "--addr a:1 --delay -1s token://x", "--delay should not be a negative number" },
        { "--addr a:1 --heartbeat x token://x", "invalid --heartbeat: time: invalid duration \"x\"" },
        { "--addr a:1 --heartbeat 0s token://x", "--heartbeat should be at least one second" },
        { "--addr a:1 --ttl x token://x", "invalid --ttl: time: invalid duration \"x\"" },
        { "--addr a:1 --ttl 60s token://x", "--ttl must be strictly superior to the heartbeat value" },
    };

    [Theory, MemberData(nameof(BadManage))]
    public void Manage_refuses(string arguments, string message) => Assert.Equal(message, Refusal(() => Manage(arguments)));

    [Theory, MemberData(nameof(BadJoin))]
    public void Join_refuses(string arguments, string message) =>
        Assert.Equal(message, Refusal(() => JoinOptions.Read(Parse(Commands.Join, arguments), NoEnvironment)));

    [Theory]
    [InlineData("", "discovery required to list a cluster. See 'swarm list --help'.")]
    [InlineData("--timeout x token://x", "invalid --timeout: time: invalid duration \"x\"")]
    [InlineData("--timeout 0s token://x", "--timeout should be a positive number")]
    public void List_refuses(string arguments, string message) =>
        Assert.Equal(message, Refusal(() => ListOptions.Read(Parse(Commands.List, arguments), NoEnvironment)));

    [Fact]
    public void Manage_has_the_defaults_of_classic_swarm()
    {
        var options = Manage("a:1");

        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), 3), (options.RefreshMin, options.RefreshMax, options.FailureRetry));
        Assert.Equal(["health", "port", "containerslots", "dependency", "affinity", "constraint", "whitelist"], options.Filters);
        Assert.Equal([new ListenAddress("tcp", "127.0.0.1:2375")], options.Hosts);
        Assert.Equal(new ClusterOptions(0.05, 0), options.Cluster);
        Assert.Equal(("spread", TimeSpan.FromSeconds(60)), (options.Strategy, options.Discovery.Heartbeat));
    }

    [Fact]
    public void Manage_takes_single_dashes_aliases_and_replaces_list_defaults()
    {
        var options = Manage("-strategy binpacking -f health -filter=port -H :4000 -H unix:///s --cors -cluster-opt swarm.overcommit=0.2 a:1");

        Assert.Equal("binpack", options.Strategy);
        Assert.Equal(["health", "port"], options.Filters);
        Assert.Equal([new ListenAddress("tcp", ":4000"), new ListenAddress("unix", "/s")], options.Hosts);
        Assert.True(options.Cors);
        Assert.Equal(0.2, options.Cluster.Overcommit);
    }

    [Fact]
    public void Environment_replaces_defaults_and_arguments_replace_environment()
    {
        string? Environment(string name) => name switch
        {
            "SWARM_DISCOVERY" => "a:1",
            "SWARM_HOST" => "tcp://1.2.3.4:1,:2",
            _ => null,
        };

        var fromEnvironment = ManageOptions.Read(FlagValues.Parse(Commands.Manage.Flags, [], Environment), Environment);
        var fromArguments = ManageOptions.Read(FlagValues.Parse(Commands.Manage.Flags, ["-H", ":3", "b:1"], Environment), Environment);

        Assert.Equal(("a:1", 2), (fromEnvironment.Discovery.Url.Text, fromEnvironment.Hosts.Count));
        Assert.Equal(("b:1", ":3"), (fromArguments.Discovery.Url.Text, Assert.Single(fromArguments.Hosts).Text));
    }

    [Theory]
    [InlineData("127.0.0.1:2375", true)]
    [InlineData("host-name_42:1111", true)]
    [InlineData(":1", true)]
    [InlineData("[::1]:2375", true)]
    [InlineData("host:65535", true)]
    [InlineData("host", false)]
    [InlineData("host:0", false)]
    [InlineData("host:65536", false)]
    [InlineData("host:http", false)]
    [InlineData("host: 1", false)]
    [InlineData("http://host:1", false)]
    [InlineData("::1:2375", false)]
    [InlineData("a:b:1", false)]
    public void Advertised_address_is_host_and_numeric_port(string text, bool valid) => Assert.Equal(valid, AdvertiseAddress.IsValid(text));

    private static ManageOptions Manage(string arguments) => ManageOptions.Read(Parse(Commands.Manage, arguments), NoEnvironment);

    private static FlagValues Parse(Command command, string arguments) =>
        FlagValues.Parse(command.Flags, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), NoEnvironment);

    private static string Refusal(Func<object> read) => Assert.Throws<CommandLineException>(read).Message;
}
