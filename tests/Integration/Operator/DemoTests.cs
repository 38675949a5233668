using Mooring.Api;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>The demo application on real hosts: what the README's first hour shows.</summary>
[Collection(TestbedGroup.Name)]
public sealed class DemoTests(TestbedFixture fixture)
{
    private const string Port80 = "ports: [{ containerPort: 80, hostPort: 80 }]";

    [RealFact]
    public async Task Demo_lands_where_its_constraints_say_and_answers()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        await scenario.ApplyAsync(scenario.Placement("proxy-a", 1, "constraints: [zone==external, status==master]", Port80));
        await scenario.ApplyAsync(scenario.Placement("proxy-b", 1, "constraints: [zone==external, status==non-master]", Port80));
        await scenario.ApplyAsync(scenario.Placement("webapp", 3, "constraints: [zone==internal]", "ports: [{ containerPort: 80, hostPort: 0 }]"));
        await scenario.WaitReadyAsync("placements", "--all");
        await scenario.WaitReadyAsync("clusters", "demo");

        Assert.Equal("dockerhost01: 0, dockerhost02: 0, dockerhost03: 1", await scenario.SpreadAsync("proxy-a"));
        Assert.Equal("dockerhost01: 0, dockerhost02: 1, dockerhost03: 0", await scenario.SpreadAsync("proxy-b"));
        Assert.Equal("dockerhost01: 3, dockerhost02: 0, dockerhost03: 0", await scenario.SpreadAsync("webapp"));
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        foreach (var host in new[] { "dockerhost02", "dockerhost03" })
        {
            Assert.NotEmpty(await http.GetStringAsync(new Uri($"http://{scenario.Testbed.Host(host).Address}/")));
        }

        var table = await scenario.KubectlAsync("get", "mooring", "-o", "wide");
        foreach (var column in new[] { "READY", "REASON", "VERSION", "CONTAINERS", "CPU", "MEMORY", "DAYS", "AGE" })
        {
            Assert.Contains(column, table, StringComparison.Ordinal);
        }
    }

    [RealFact]
    public async Task Third_external_proxy_stays_unscheduled_and_names_both_hosts()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        await scenario.ApplyAsync(scenario.Placement("proxy", 2, "constraints: [zone==external]", Port80));
        await scenario.WaitReadyAsync("placement", "proxy");
        await scenario.ApplyAsync(scenario.Placement("third", 1, "constraints: [zone==external]", Port80));

        var message = await scenario.WaitReasonAsync("placement", "third", ConditionTypes.Scheduled, Reasons.Unschedulable);

        Assert.StartsWith("0/3 nodes fit: 2 port 80/tcp taken by ", message, StringComparison.Ordinal);
        Assert.Contains("on dockerhost02", message, StringComparison.Ordinal);
        Assert.Contains("on dockerhost03", message, StringComparison.Ordinal);
        Assert.Contains("1 failed constraint zone==external", message, StringComparison.Ordinal);
        Assert.Equal("dockerhost01: 0, dockerhost02: 0, dockerhost03: 0", await scenario.SpreadAsync("third"));
    }

    [RealFact]
    public async Task Scale_wait_and_delete_do_what_they_say()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        await scenario.ApplyAsync(scenario.Placement("web", 3));
        await scenario.WaitReadyAsync("placement", "web");
        Assert.Equal("dockerhost01: 1, dockerhost02: 1, dockerhost03: 1", await scenario.SpreadAsync("web"));

        await scenario.KubectlAsync("scale", "placement", "web", "--replicas=6");
        await WaitSpreadAsync(scenario, "web", "dockerhost01: 2, dockerhost02: 2, dockerhost03: 2");
        await scenario.WaitReadyAsync("placement", "web");
        await scenario.KubectlAsync("scale", "placement", "web", "--replicas=1");
        await Wait.UntilAsync("one container to be left", TimeSpan.FromSeconds(60), async _ => (await TotalAsync(scenario, "web")) == 1);

        await scenario.KubectlAsync("delete", "placement", "web", "--timeout=60s");
        Assert.Equal(0, await TotalAsync(scenario, "web"));
    }

    private static Task WaitSpreadAsync(Scenario scenario, string placement, string wanted) =>
        Wait.UntilAsync($"{placement} on {wanted}", TimeSpan.FromSeconds(60), async _ => await scenario.SpreadAsync(placement) == wanted);

    private static async Task<int> TotalAsync(Scenario scenario, string placement)
    {
        var counts = await Task.WhenAll(scenario.Testbed.Hosts.Select(host => scenario.ContainersAsync(host, placement, all: true)));
        return counts.Sum(one => one.Length);
    }
}
