using System.Diagnostics;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>The API server restarts, forgets its history or is away, while Placements change and containers end.</summary>
[Collection(TestbedGroup.Name)]
public sealed class ApiServerFaultTests(TestbedFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(10);

    [RealFact]
    public async Task Changes_made_around_a_restart_of_the_API_server_are_carried_out()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        await scenario.ApplyAsync(scenario.Placement("web", 2));
        await scenario.WaitReadyAsync("placement", "web");
        var before = await OwnedContainer.ListAsync(scenario);

        await scenario.KubectlAsync("scale", "placement", "web", "--replicas=3");
        await scenario.Testbed.ControlPlane.RestartApiServerAsync();
        await scenario.KubectlAsync("scale", "placement", "web", "--replicas=4");
        await scenario.ApplyAsync(scenario.Placement("later", 1));

        await SettledAsync(scenario, "later 1, web 1, web 2, web 3, web 4");
        await scenario.WaitReadyAsync("placements", "--all");
        Assert.Empty(before.Except(await OwnedContainer.ListAsync(scenario)));
    }

    [RealFact]
    public async Task Changes_that_an_operator_missed_are_seen_when_their_history_has_expired()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        await scenario.ApplyAsync(scenario.Placement("web", 1));
        await scenario.ApplyAsync(scenario.Placement("gone", 2));
        await scenario.WaitReadyAsync("placements", "--all");

        await scenario.Operators[0].SendAsync(Signal.Stop);
        await scenario.KubectlAsync("scale", "placement", "web", "--replicas=3");
        await scenario.KubectlAsync("delete", "placement", "gone", "--wait=false");
        await scenario.ApplyAsync(scenario.Placement("new", 1));
        await scenario.Testbed.ControlPlane.ExpireResourceVersionsAsync();
        await scenario.Operators[0].SendAsync(Signal.Continue);

        await SettledAsync(scenario, "new 1, web 1, web 2, web 3");
        await scenario.WaitReadyAsync("placements", "--all");
        Assert.DoesNotContain("gone", await scenario.KubectlAsync("get", "placements", "-o", "name"), StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Containers_are_left_alone_when_the_lease_runs_out_without_the_API_server_and_put_right_when_it_is_back()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        await scenario.ApplyAsync(scenario.Placement("web", 2));
        await scenario.WaitReadyAsync("placement", "web");
        var before = await OwnedContainer.ListAsync(scenario);

        await AwayAsync(scenario, async since =>
        {
            await Wait.UntilAsync("the lease to be lost", Deadline, async _ => !await LeadsAsync(scenario.Operators[0]));
            await scenario.Testbed.Host(before[0].Host).DockerAsync(["kill", before[0].Id]);
            await Wait.UntilAsync("the absence to be over", Deadline, async _ =>
            {
                // Another operator could hold the lease by now.
                Assert.Equal([before[0] with { State = "exited" }, before[1]], await OwnedContainer.ListAsync(scenario));
                return Stopwatch.GetElapsedTime(since) > Away;
            });
        });

        await Wait.UntilAsync("the container to run again", Deadline, async _ => before.SequenceEqual(await OwnedContainer.ListAsync(scenario)));
        await scenario.WaitReadyAsync("placement", "web");
        Assert.Equal(before, await OwnedContainer.ListAsync(scenario));
    }

    [RealFact]
    public async Task Containers_are_put_right_without_the_API_server_as_long_as_the_lease_lasts()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        Assert.Equal(0, await scenario.Operators[0].StopAsync());
        var operatorOfLongLease = await scenario.StartOperatorAsync(null, "--leader-election-lease-duration=60s");
        await scenario.ApplyAsync(scenario.Placement("web", 2));
        await scenario.WaitReadyAsync("placement", "web");
        var before = await OwnedContainer.ListAsync(scenario);

        await AwayAsync(scenario, async _ =>
        {
            await scenario.Testbed.Host(before[0].Host).DockerAsync(["kill", before[0].Id]);
            await Wait.UntilAsync("the container to run again", Deadline, async _ => before.SequenceEqual(await OwnedContainer.ListAsync(scenario)));
            await scenario.Testbed.Host(before[1].Host).DockerAsync(["rm", "--force", before[1].Id]);
            await SettledAsync(scenario, "web 1, web 2");
        });

        Assert.True(await LeadsAsync(operatorOfLongLease));
        var repaired = await OwnedContainer.ListAsync(scenario);
        await Wait.UntilAsync("the status to name the new container", Deadline, async _ =>
            (await scenario.GetAsync("placement", "web"))["status"]!["containers"]!.AsArray().Any(one => one!["id"]!.GetValue<string>() == repaired[1].Id));
        Assert.Equal(repaired, await OwnedContainer.ListAsync(scenario));
    }

    private static async Task AwayAsync(Scenario scenario, Func<long, Task> meanwhile)
    {
        var server = scenario.Testbed.ControlPlane.ApiServer;
        await server.StopAsync();
        try
        {
            await meanwhile(Stopwatch.GetTimestamp());
        }
        finally
        {
            await server.StartAsync();
        }
    }

    private static async Task<bool> LeadsAsync(OperatorInstance one) => (await one.GetAsync("/metrics")).Split('\n')
        .Any(line => line.StartsWith("leader_election_master_status{", StringComparison.Ordinal) && line.EndsWith(" 1", StringComparison.Ordinal));

    private static Task SettledAsync(Scenario scenario, string wanted) => Wait.UntilAsync($"{wanted} to run", Deadline, async _ =>
    {
        var seen = await OwnedContainer.ListAsync(scenario);
        Assert.Equal(seen.Count, seen.Select(one => (one.Placement, one.Slot)).Distinct().Count());
        return seen.All(one => one.State == "running") && string.Join(", ", seen.Select(one => $"{one.Placement} {one.Slot}")) == wanted;
    });
}
