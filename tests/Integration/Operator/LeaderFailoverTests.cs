using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Mooring.Tests.Testbed.Processes;
using Xunit.Abstractions;

namespace Mooring.Tests.Integration.Operator;

/// <summary>Two operators: one acts, the other takes over soon, and never do both act.</summary>
[Collection(TestbedGroup.Name)]
public sealed class LeaderFailoverTests(TestbedFixture fixture, ITestOutputHelper output)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    [RealFact]
    public async Task Standby_takes_over_within_lease_and_two_seconds_when_the_leader_is_killed()
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        var leader = await scenario.StartOperatorAsync();
        var first = await HolderAsync(scenario, other: "");
        await scenario.StartOperatorAsync();

        var since = Stopwatch.GetTimestamp();
        await leader.KillAsync();
        await HolderAsync(scenario, first);

        AssertTook(since, Lease + Slack);
    }

    [RealFact]
    public async Task Standby_takes_over_within_two_seconds_when_the_leader_is_stopped()
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        var leader = await scenario.StartOperatorAsync();
        var first = await HolderAsync(scenario, other: "");
        await scenario.StartOperatorAsync();

        var since = Stopwatch.GetTimestamp();
        var stopped = leader.StopAsync();
        await HolderAsync(scenario, first);

        AssertTook(since, Slack);
        Assert.Equal(0, await stopped);
    }

    [RealFact]
    public async Task Count_stays_right_while_leaders_are_killed_stopped_and_hung_under_a_running_scale()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        var leader = scenario.Operators[0];
        await scenario.ApplyAsync(scenario.Placement("web", 2));
        await scenario.WaitReadyAsync("placement", "web");
        using var over = new CancellationTokenSource();
        var samples = SampleAsync(scenario, over.Token);
        var replicas = 2;
        foreach (var end in new Func<OperatorInstance, Task>[] { one => one.KillAsync(), one => one.StopAsync(), one => one.SendAsync(Signal.Stop) })
        {
            var first = await HolderAsync(scenario, other: "");
            var standby = await scenario.StartOperatorAsync();
            await ScaleAsync(scenario, replicas = 6 - replicas);
            await end(leader);
            await HolderAsync(scenario, first);
            await ScaleAsync(scenario, replicas = 6 - replicas);
            await SettledAsync(scenario, replicas);
            leader = standby;
        }

        await over.CancelAsync();
        Assert.True(await samples > 3, "too few samples to say anything");
    }

    [RealFact]
    public async Task Leader_that_hung_does_nothing_when_it_goes_on_after_the_takeover()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        var hung = scenario.Operators[0];
        await scenario.ApplyAsync(scenario.Placement("web", 3));
        await scenario.WaitReadyAsync("placement", "web");
        var first = await HolderAsync(scenario, other: "");
        await scenario.StartOperatorAsync();

        // It stops with everything still to do, and with a view of the world that is soon an old one.
        await ScaleAsync(scenario, 6);
        await hung.SendAsync(Signal.Stop);
        var second = await HolderAsync(scenario, first);
        await ScaleAsync(scenario, 2);
        await SettledAsync(scenario, 2);
        var before = await OwnedContainer.ListAsync(scenario);
        var since = EngineHistory.Now;
        await hung.SendAsync(Signal.Continue);

        await Wait.UntilAsync("the hung one to see that it leads no more", Deadline, async _ => (await hung.GetAsync("/metrics")).Split('\n')
            .Any(line => line.StartsWith("leader_election_master_status{", StringComparison.Ordinal) && line.EndsWith(" 0", StringComparison.Ordinal)));
        await scenario.ApplyAsync(scenario.Placement("later", 1));
        await scenario.WaitReadyAsync("placement", "later");
        Assert.Equal(second, await HolderAsync(scenario, other: ""));
        Assert.Empty((await EngineHistory.ReadAsync(scenario, "web", since)).Entries);
        Assert.Equal(before, (await OwnedContainer.ListAsync(scenario)).Where(one => one.Placement == "web"));
    }

    private static Task<string> ScaleAsync(Scenario scenario, int replicas) =>
        scenario.KubectlAsync("scale", "placement", "web", string.Create(CultureInfo.InvariantCulture, $"--replicas={replicas}"));

    /// <summary>Waits until the lease has a holder other than the given one.</summary>
    private static async Task<string> HolderAsync(Scenario scenario, string other)
    {
        using var api = scenario.Testbed.ControlPlane.ApiServer.CreateClient();
        var holder = "";
        await Wait.UntilAsync($"a holder of the lease after '{other}'", Deadline, async ct =>
        {
            using var answer = await api.GetAsync(new Uri($"/apis/coordination.k8s.io/v1/namespaces/{scenario.Namespace}/leases/mooring-operator", UriKind.Relative), ct);
            holder = answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct))!["spec"]?["holderIdentity"]?.GetValue<string>() ?? "" : "";
            return holder.Length > 0 && holder != other;
        });
        return holder;
    }

    private static Task SettledAsync(Scenario scenario, int replicas) => Wait.UntilAsync($"{replicas} containers", Deadline, async _ =>
        (await OwnedContainer.ListAsync(scenario)) is var now && now.Count == replicas && now.All(one => one.State == "running"));

    /// <summary>Looks at all hosts again and again; two containers of one slot would be the work of two.</summary>
    private static async Task<int> SampleAsync(Scenario scenario, CancellationToken ct)
    {
        var samples = 0;
        for (; !ct.IsCancellationRequested; samples++)
        {
            var seen = await OwnedContainer.ListAsync(scenario);
            Assert.True(seen.Count <= 4 && seen.Select(one => one.Slot).Distinct().Count() == seen.Count, string.Join("; ", seen));
        }

        return samples;
    }

    private void AssertTook(long since, TimeSpan most)
    {
        var took = Stopwatch.GetElapsedTime(since);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"taken over after {took.TotalMilliseconds:0} ms"));
        Assert.True(took < most, $"taken over after {took}, not {most}");
    }
}
