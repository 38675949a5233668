using System.CommandLine;
using Mooring.Operator.Hosting;

namespace Mooring.Tests.Unit.Operator.Hosting;

public sealed class OperatorCommandTests
{
    [Fact]
    public async Task Flags_win_over_the_environment_and_that_over_defaults()
    {
        var (code, options, _) = await RunAsync(["--workers=3"], ("MOORING_WORKERS", "5"), ("MOORING_OWNER", "shop"), ("MOORING_LEADER_ELECT", "false"));

        Assert.Equal((0, 3, "shop", false, TimeSpan.FromSeconds(15)), (code, options!.Workers, options.Owner, options.LeaderElect, options.LeaseDuration));
    }

    [Theory]
    [InlineData("--workers=0", "--workers")]
    [InlineData("--workers=many", "--workers")]
    [InlineData("--leader-election-lease-duration=soon", "--leader-election-lease-duration")]
    [InlineData("--owner=Not_A_Label", "--owner")]
    [InlineData("--bind-address=nowhere", "--bind-address")]
    [InlineData("--log-format=xml", "--log-format")]
    [InlineData("--no-such-flag", "--no-such-flag")]
    public async Task Bad_flag_is_named_and_nothing_runs(string argument, string named)
    {
        var (code, options, errors) = await RunAsync([argument]);

        Assert.NotEqual(0, code);
        Assert.Null(options);
        Assert.Contains(named, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_variable_is_named_and_nothing_runs()
    {
        var (code, options, errors) = await RunAsync([], ("MOORING_WORKERS", "many"));

        Assert.Equal((1, null), (code, options));
        Assert.Contains("MOORING_WORKERS must be a whole number, not 'many'", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_flags_and_variables()
    {
        var output = new StringWriter();
        var code = await new OperatorCommand(new Dictionary<string, string>(), (_, _) => Task.FromResult(9))
            .InvokeAsync(["--help"], new InvocationConfiguration { Output = output });

        Assert.Equal(0, code);
        Assert.Contains("--watch-namespace", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("MOORING_WATCH_NAMESPACE", output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int Code, OperatorOptions? Options, string Errors)> RunAsync(string[] args, params (string Name, string Value)[] environment)
    {
        OperatorOptions? seen = null;
        var errors = new StringWriter();
        var command = new OperatorCommand(environment.ToDictionary(variable => variable.Name, variable => variable.Value), (options, _) =>
        {
            seen = options;
            return Task.FromResult(0);
        });
        var code = await command.InvokeAsync(args, new InvocationConfiguration { Error = errors, Output = TextWriter.Null });
        return (code, seen, errors.ToString());
    }
}
