using System.Globalization;
using Mooring.Api;
using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>Hosts that die, hang and vanish under containers that run: what is said, what goes on meanwhile, and what is left afterwards.</summary>
[Collection(TestbedGroup.Name)]
public sealed class DockerNodeFaultTests(TestbedFixture fixture)
{
    // Two probes, 1 s apart, that wait 1 s each, and time for the machine to be busy.
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Repaired = TimeSpan.FromSeconds(2);

    // A port of the host: one container on each, whatever else is there.
    private const string OneEach = "ports: [{ containerPort: 80, hostPort: 8081 }]";

    [RealTheory]
    [InlineData("killed", Reasons.Refused)]
    [InlineData("hung", Reasons.TimedOut)]
    [InlineData("partitioned", Reasons.TimedOut, Reasons.HostUnreachable)]
    public async Task Host_is_told_to_be_away_and_delays_no_other_when_its_engine_is(string fault, params string[] reasons)
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        var (victim, second, third) = (scenario.Testbed.Hosts[0], scenario.Testbed.Hosts[1], scenario.Testbed.Hosts[2]);
        await scenario.ApplyAsync(scenario.Placement("web", 3, template: OneEach));
        await scenario.WaitReadyAsync("placement", "web");
        var before = await ContainersAsync(scenario);
        try
        {
            await BreakAsync(victim, fault);
            Assert.InRange(await RepairTimeAsync(scenario, second), TimeSpan.Zero, Repaired);
            await Wait.UntilAsync($"{victim.Name} to be away", Noticed, async _ =>
                await ReadyAsync(scenario, victim) is (ConditionStatus.False, var reason) && reasons.Contains(reason));
            await Wait.UntilAsync("the placement to count it out", TimeSpan.FromSeconds(20), async _ =>
                (await scenario.GetAsync("placement", "web"))["status"]!["availableReplicas"]!.GetValue<int>() == 2);
            Assert.InRange(await RepairTimeAsync(scenario, third), TimeSpan.Zero, Repaired);
            Assert.Equal((ConditionStatus.True, Reasons.Ready), await ReadyAsync(scenario, second));
            Assert.Equal((ConditionStatus.True, Reasons.Ready), await ReadyAsync(scenario, third));
        }
        finally
        {
            await MendAsync(victim, fault);
        }

        await scenario.WaitReadyAsync("dockernode", victim.Name);
        await scenario.WaitReadyAsync("placement", "web");
        Assert.Equal(before, await ContainersAsync(scenario));
    }

    [RealFact]
    public async Task Restarted_engine_gets_its_containers_running_again()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        await scenario.ApplyAsync(scenario.Placement("web", 3, template: OneEach));
        await scenario.WaitReadyAsync("placement", "web");
        var before = await ContainersAsync(scenario);

        await scenario.Testbed.Hosts[1].RestartAsync();

        await Wait.UntilAsync("three containers to run", TimeSpan.FromSeconds(30), async _ =>
            await scenario.SpreadAsync("web", all: false) == "dockerhost01: 1, dockerhost02: 1, dockerhost03: 1");
        await scenario.WaitReadyAsync("dockernodes", "--all");
        await scenario.WaitReadyAsync("placement", "web");
        Assert.Equal(before, await ContainersAsync(scenario));
    }

    [RealFact]
    public async Task Operator_that_starts_while_a_host_is_away_serves_the_others_and_keeps_what_is_there()
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        var first = await scenario.StartOperatorAsync();
        await scenario.DeclareHostsAsync();
        await scenario.ApplyAsync(scenario.Placement("web", 3));
        await scenario.WaitReadyAsync("placement", "web");
        var victim = scenario.Testbed.Hosts[0];
        var lost = await scenario.ContainersAsync(victim, "web");
        try
        {
            await first.KillAsync();
            victim.Hang();
            await scenario.StartOperatorAsync();
            await scenario.WaitReasonAsync("dockernode", victim.Name, ConditionTypes.Ready, Reasons.TimedOut);
            await scenario.KubectlAsync("scale", "placement", "web", "--replicas=5");
            await Wait.UntilAsync("the other hosts to take the rest", TimeSpan.FromSeconds(30), async _ =>
                (await scenario.ContainersAsync(scenario.Testbed.Hosts[1], "web")).Length + (await scenario.ContainersAsync(scenario.Testbed.Hosts[2], "web")).Length == 5 - lost.Length);
        }
        finally
        {
            victim.Resume();
        }

        await scenario.WaitReadyAsync("placement", "web");
        Assert.Equal(lost, await scenario.ContainersAsync(victim, "web", all: true));
        Assert.Equal(5, (await ContainersAsync(scenario)).Length);
    }

    private static Task BreakAsync(DockerHost host, string fault)
    {
        switch (fault)
        {
            case "killed":
                return host.KillAsync();
            case "hung":
                host.Hang();
                return Task.CompletedTask;
            default:
                return host.PartitionAsync();
        }
    }

    private static Task MendAsync(DockerHost host, string fault)
    {
        switch (fault)
        {
            case "killed":
                return host.StartAsync();
            case "hung":
                host.Resume();
                return Task.CompletedTask;
            default:
                return host.HealAsync();
        }
    }

    private static async Task<(string? Status, string? Reason)> ReadyAsync(Scenario scenario, DockerHost host)
    {
        var ready = await scenario.ConditionAsync("dockernode", host.Name, ConditionTypes.Ready);
        return (ready?["status"]?.GetValue<string>(), ready?["reason"]?.GetValue<string>());
    }

    /// <summary>Host and ID of every container of the placement, in any state.</summary>
    private static async Task<string[]> ContainersAsync(Scenario scenario)
    {
        var found = await Task.WhenAll(scenario.Testbed.Hosts.Select(async host =>
            (await scenario.ContainersAsync(host, "web", all: true)).Select(id => $"{host.Name} {id}")));
        return [.. found.SelectMany(ids => ids)];
    }

    /// <summary>Kills the placement's container on a host, and reads from the engine how long it was down.</summary>
    private static async Task<TimeSpan> RepairTimeAsync(Scenario scenario, DockerHost host)
    {
        var id = Assert.Single(await scenario.ContainersAsync(host, "web"));
        await host.DockerAsync(["kill", id]);
        var down = TimeSpan.MinValue;
        await Wait.UntilAsync($"the container on {host.Name} to run again", TimeSpan.FromSeconds(30), async ct =>
        {
            var times = (await host.DockerAsync(["inspect", "--format", "{{.State.Running}} {{.State.FinishedAt}} {{.State.StartedAt}}", id], ct)).Split(' ');
            down = Time(times[2]) - Time(times[1]);
            return times[0] == "true" && down > TimeSpan.Zero;
        });
        return down;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
