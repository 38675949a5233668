using Mooring.Swarm;

namespace Mooring.Tests.Unit.Swarm.CommandLine;

public sealed class SwarmProgramTests
{
    public static TheoryData<string, int, string> FirstLines => new()
    {
        { "-v", 0, @"^swarm version \d+\.\d+\.\d+ \(\w+\)$" },
        { "--version", 0, @"^swarm version \d+\.\d+\.\d+" },
        { "", 0, @"^Usage: swarm \[OPTIONS\] COMMAND \[arg\.\.\.\]$" },
        { "--help", 0, "^Usage: swarm " },
        { "help", 0, "^Usage: swarm " },
        { "help manage", 0, @"^Usage: swarm manage \[OPTIONS\] <discovery>$" },
        { "help x", 0, "^No help topic for 'x'$" },
        { "x", 0, "^No help topic for 'x'$" },
        { "manage --help", 0, @"^Usage: swarm manage \[OPTIONS\] <discovery>$" },
        { "m -h", 0, @"^Usage: swarm manage " },
        { "--bogus", 1, "^Incorrect Usage: flag provided but not defined: -bogus$" },
        { "join --bogus", 1, "^Incorrect Usage: flag provided but not defined: -bogus$" },
        { "manage --strategy", 1, "^Incorrect Usage: flag needs an argument: -strategy$" },
        { "manage", 1, @"^time=""\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*"" level=fatal msg=""discovery required to manage a cluster\. See 'swarm manage --help'\.""$" },
        { "-l bogus manage a:1", 1, @"level=fatal msg=""not a valid logrus Level: \\""bogus\\""""$" },
        { "join -addr x:1", 1, @"level=fatal msg=""discovery required to join a cluster\." },
        { "c", 0, "^[0-9a-f]{32}$" },
    };

    [Theory, MemberData(nameof(FirstLines))]
    public async Task First_line_and_status_are_those_of_classic_swarm(string arguments, int status, string pattern)
    {
        var (actual, output, _) = await RunAsync(arguments);

        Assert.Equal(status, actual);
        Assert.Matches(pattern, output.Split('\n')[0]);
    }

    [Theory]
    [InlineData("create x", @"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d the `create` command takes no arguments\. See 'swarm create --help'\.\n$")]
    [InlineData("list", @"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d discovery required to list a cluster\. See 'swarm list --help'\.\n$")]
    public async Task Create_and_list_complain_on_standard_error_with_a_plain_time(string arguments, string pattern)
    {
        var (status, output, error) = await RunAsync(arguments);

        Assert.Equal((1, ""), (status, output));
        Assert.Matches(pattern, error);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(string arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var session = new Session(output, error, _ => null, TimeProvider.System);
        var status = await SwarmProgram.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), session, CancellationToken.None);
        return (status, output.ToString(), error.ToString());
    }
}
