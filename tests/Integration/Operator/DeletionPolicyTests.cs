using Mooring.Api;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>What becomes of the containers when a DockerNode is deleted.</summary>
[Collection(TestbedGroup.Name)]
public sealed class DeletionPolicyTests(TestbedFixture fixture)
{
    [RealFact]
    public async Task Orphan_leaves_containers_which_are_taken_up_again_when_the_node_comes_back()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        var host = scenario.Testbed.Hosts[0];
        await scenario.ApplyAsync(scenario.Placement("web", 1, "constraints: [zone==internal]"));
        await scenario.WaitReadyAsync("placement", "web");
        var left = await scenario.ContainersAsync(host, "web");

        await scenario.KubectlAsync("delete", "dockernode", host.Name, "--timeout=30s");
        await scenario.WaitReasonAsync("placement", "web", ConditionTypes.Scheduled, Reasons.Unschedulable);
        Assert.Equal(left, await scenario.ContainersAsync(host, "web"));

        await scenario.ApplyNodeAsync(host.Name, host);
        await scenario.WaitReadyAsync("placement", "web");
        Assert.Equal(left, await scenario.ContainersAsync(host, "web", all: true));
    }

    [RealFact]
    public async Task Purge_removes_our_containers_and_no_others()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        var host = scenario.Testbed.Hosts[1];
        await scenario.ApplyAsync(scenario.Placement("web", 2, "constraints: [status==non-master]"));
        await scenario.WaitReadyAsync("placement", "web");
        var foreign = await host.DockerAsync(["run", "-d", "--label", $"{MooringLabels.Owner}=another", "--label", $"{MooringLabels.Placement}=web", scenario.Image]);
        var bare = await host.DockerAsync(["run", "-d", scenario.Image]);

        await scenario.ApplyNodeAsync(host.Name, host, "deletionPolicy: Purge");
        await scenario.KubectlAsync("delete", "dockernode", host.Name, "--timeout=60s");
        var running = await host.DockerAsync(["ps", "--quiet", "--no-trunc"]);
        await host.DockerAsync(["rm", "--force", foreign, bare]);

        Assert.Empty(await scenario.ContainersAsync(host, "web", all: true));
        Assert.Contains(foreign, running, StringComparison.Ordinal);
        Assert.Contains(bare, running, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Purge_of_a_host_that_is_away_waits_and_says_how_to_let_go()
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        await scenario.StartOperatorAsync();
        var host = scenario.Testbed.Hosts[2];
        await scenario.ApplyNodeAsync("away", host, "deletionPolicy: Purge", endpoint: $"tcp://{host.Address}:2999");
        await scenario.WaitReasonAsync("dockernode", "away", ConditionTypes.Ready, Reasons.Refused);

        await scenario.KubectlAsync("delete", "dockernode", "away", "--wait=false");
        var message = await scenario.WaitReasonAsync("dockernode", "away", ConditionTypes.Ready, Reasons.Deleting);
        Assert.Contains("set spec.deletionPolicy to Orphan", message, StringComparison.Ordinal);

        await scenario.KubectlAsync("patch", "dockernode", "away", "--type=merge", "-p", """{"spec":{"deletionPolicy":"Orphan"}}""");
        await Wait.UntilAsync("the node to be gone", TimeSpan.FromSeconds(30), async _ =>
            (await scenario.KubectlAsync("get", "dockernodes", "-o", "name")).Length == 0);
    }
}
