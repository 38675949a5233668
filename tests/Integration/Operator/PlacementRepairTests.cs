using System.Globalization;
using Mooring.Api;
using Mooring.Tests.Testbed.Images;
using Mooring.Tests.Testbed.Processes;
using Xunit.Abstractions;

namespace Mooring.Tests.Integration.Operator;

/// <summary>What people and bad luck do to containers, images and names is put right, or told, and never made worse.</summary>
[Collection(TestbedGroup.Name)]
public sealed class PlacementRepairTests(ReadyScenario fixture, ITestOutputHelper output) : IClassFixture<ReadyScenario>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestRepair = TimeSpan.FromSeconds(2);

    [RealFact]
    public async Task Containers_killed_stopped_removed_or_paused_by_hand_run_again_within_two_seconds()
    {
        var scenario = await fixture.StartAsync();
        await scenario.ApplyAsync(scenario.Placement("mended", 3));
        await scenario.WaitReadyAsync("placement", "mended");
        foreach (var (verb, broken, mended) in new[]
        {
            (new[] { "kill" }, "die", "start"), (["stop", "--time", "1"], "die", "start"), (["rm", "--force"], "destroy", "start"), (["pause"], "pause", "unpause"),
        })
        {
            var before = await OfAsync(scenario, "mended");
            var since = EngineHistory.Now;
            await Task.WhenAll(before.Select(container => scenario.Testbed.Host(container.Host).DockerAsync([.. verb, container.Id])));
            await WaitAsync("three containers to run again", async () =>
                (await EngineHistory.ReadAsync(scenario, "mended", since)).Entries.Count(entry => entry.Action == mended) >= 3
                && (await OfAsync(scenario, "mended")) is { Count: 3 } now && now.All(container => container.State == "running"));

            var history = await EngineHistory.ReadAsync(scenario, "mended", since);
            foreach (var (host, took) in history.Between(broken, mended))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"docker {verb[0]} on {host}: mended after {took.TotalMilliseconds:0} ms"));
                Assert.True(took < LongestRepair, $"docker {verb[0]} on {host} was mended after {took}");
            }

            Assert.Equal(before.Select(container => container.Slot), (await OfAsync(scenario, "mended")).Select(container => container.Slot));
        }

        await DeleteAsync(scenario, "mended");
    }

    [RealFact]
    public async Task Template_change_replaces_one_container_at_a_time()
    {
        var scenario = await fixture.StartAsync();
        await scenario.ApplyAsync(scenario.Placement("rolled", 3, template: "env: [{ name: GENERATION, value: a }]"));
        await scenario.WaitReadyAsync("placement", "rolled");
        var before = await OfAsync(scenario, "rolled");
        var since = EngineHistory.Now;

        await scenario.ApplyAsync(scenario.Placement("rolled", 3, template: "env: [{ name: GENERATION, value: b }]"));
        await WaitAsync("three new containers", async () => (await OfAsync(scenario, "rolled")) is { Count: 3 } now && now.All(one => one.State == "running" && one.Revision != before[0].Revision));
        await scenario.WaitReadyAsync("placement", "rolled");

        Assert.Equal(2, (await EngineHistory.ReadAsync(scenario, "rolled", since)).FewestRunning(before.Count));
        Assert.Equal(before.Select(one => one.Slot), (await OfAsync(scenario, "rolled")).Select(one => one.Slot));
        await DeleteAsync(scenario, "rolled");
    }

    [RealFact]
    public async Task Image_that_does_not_exist_keeps_the_old_containers_and_a_correct_one_recovers()
    {
        var scenario = await fixture.StartAsync();
        var missing = scenario.Testbed.Registry.Image("demo/none", "7");
        await scenario.ApplyAsync(scenario.Placement("imaged", 2));
        await scenario.WaitReadyAsync("placement", "imaged");
        var before = await OfAsync(scenario, "imaged");

        await scenario.ApplyAsync(scenario.Placement("imaged", 2, image: missing));
        var message = await scenario.WaitReasonAsync("placement", "imaged", ConditionTypes.Ready, Reasons.ImagePullFailed);
        Assert.StartsWith("on dockerhost0", message, StringComparison.Ordinal);
        Assert.Contains("demo/none", message, StringComparison.Ordinal);
        Assert.Equal(before, await OfAsync(scenario, "imaged"));

        // Back to what runs already: there is nothing left to do, and nothing left to complain about.
        await scenario.ApplyAsync(scenario.Placement("imaged", 2));
        await scenario.WaitReadyAsync("placement", "imaged", seconds: 20);
        Assert.Equal(before, await OfAsync(scenario, "imaged"));

        await scenario.ApplyAsync(scenario.Placement("imaged", 2, image: missing));
        await scenario.WaitReasonAsync("placement", "imaged", ConditionTypes.Ready, Reasons.ImagePullFailed);
        await scenario.ApplyAsync(scenario.Placement("imaged", 2, image: scenario.Testbed.Registry.Image("demo/web", "2")));
        await scenario.WaitReadyAsync("placement", "imaged", seconds: 20);
        Assert.Empty(before.Select(one => one.Id).Intersect((await OfAsync(scenario, "imaged")).Select(one => one.Id)));
        await DeleteAsync(scenario, "imaged");
    }

    [RealFact]
    public async Task Wrong_pull_secret_is_told_and_its_correction_recovers()
    {
        var scenario = await fixture.StartAsync();
        await CreateSecretAsync(scenario, "wrong");
        var yaml = scenario.Placement("secret", 1, template: "imagePullPolicy: Always").Replace("[{ name: registry }]", "[{ name: pull }]", StringComparison.Ordinal);

        await scenario.ApplyAsync(yaml);
        var message = await scenario.WaitReasonAsync("placement", "secret", ConditionTypes.Ready, Reasons.ImagePullFailed);
        Assert.Contains("demo/web", message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", message, StringComparison.Ordinal);
        Assert.Empty(await OfAsync(scenario, "secret"));

        await scenario.KubectlAsync("delete", "secret", "pull");
        await CreateSecretAsync(scenario, scenario.Testbed.Registry.Password);
        await scenario.WaitReadyAsync("placement", "secret", seconds: 30);
        await DeleteAsync(scenario, "secret");
    }

    [RealFact]
    public async Task Failure_of_a_replica_that_is_no_longer_wanted_is_forgotten()
    {
        var scenario = await fixture.StartAsync();
        await scenario.ApplyAsync(scenario.Placement("shrunk", 1, "constraints: [name==dockerhost01]"));
        await scenario.WaitReadyAsync("placement", "shrunk");
        var foreign = await RunForeignAsync(scenario, "dockerhost01", "--name", $"{scenario.Namespace}_shrunk_2");
        await scenario.KubectlAsync("scale", "placement", "shrunk", "--replicas=2");
        await scenario.WaitReasonAsync("placement", "shrunk", ConditionTypes.Ready, Reasons.NameConflict);

        await scenario.KubectlAsync("scale", "placement", "shrunk", "--replicas=1");
        await scenario.WaitReadyAsync("placement", "shrunk", seconds: 20);
        await scenario.Testbed.Host("dockerhost01").DockerAsync(["rm", "--force", foreign]);
        await DeleteAsync(scenario, "shrunk");
    }

    [RealFact]
    public async Task Foreign_container_that_holds_the_name_is_told_and_not_touched()
    {
        var scenario = await fixture.StartAsync();
        var foreign = await RunForeignAsync(scenario, "dockerhost02", "--name", $"{scenario.Namespace}_named_1");

        await scenario.ApplyAsync(scenario.Placement("named", 1, "constraints: [name==dockerhost02]"));
        var message = await scenario.WaitReasonAsync("placement", "named", ConditionTypes.Ready, Reasons.NameConflict);
        Assert.Contains($"{scenario.Namespace}_named_1", message, StringComparison.Ordinal);
        Assert.Equal("true 0", await scenario.Testbed.Host("dockerhost02").DockerAsync(["inspect", "--format", "{{.State.Running}} {{.RestartCount}}", foreign]));

        await scenario.Testbed.Host("dockerhost02").DockerAsync(["rm", "--force", foreign]);
        await scenario.WaitReadyAsync("placement", "named", seconds: 30);
        await DeleteAsync(scenario, "named");
    }

    [RealFact]
    public async Task Foreign_container_that_holds_the_port_is_explained_and_its_end_is_noticed()
    {
        var scenario = await fixture.StartAsync();
        var foreign = await RunForeignAsync(scenario, "dockerhost03", "--publish", "8088:80", "--name", $"{scenario.Namespace}-foreign");

        await scenario.ApplyAsync(scenario.Placement("ported", 1, "constraints: [name==dockerhost03]", "ports: [{ containerPort: 80, hostPort: 8088 }]"));
        var message = await scenario.WaitReasonAsync("placement", "ported", ConditionTypes.Scheduled, Reasons.Unschedulable);
        Assert.Contains($"1 port 8088/tcp taken by {scenario.Namespace}-foreign on dockerhost03", message, StringComparison.Ordinal);
        Assert.Empty(await OfAsync(scenario, "ported"));

        await scenario.Testbed.Host("dockerhost03").DockerAsync(["rm", "--force", foreign]);
        await scenario.WaitReadyAsync("placement", "ported", seconds: 20);
        await DeleteAsync(scenario, "ported");
    }

    private static Task WaitAsync(string what, Func<Task<bool>> look) => Wait.UntilAsync(what, Deadline, _ => look());

    private static async Task<IReadOnlyList<OwnedContainer>> OfAsync(Scenario scenario, string placement) =>
        [.. (await OwnedContainer.ListAsync(scenario)).Where(container => container.Placement == placement)];

    private static async Task DeleteAsync(Scenario scenario, string placement)
    {
        await scenario.KubectlAsync("delete", "placement", placement, "--timeout=60s");
        Assert.Empty(await OfAsync(scenario, placement));
    }

    private static async Task<string> RunForeignAsync(Scenario scenario, string host, params string[] arguments)
    {
        var machine = scenario.Testbed.Host(host);
        await machine.DockerAsync(["pull", "--quiet", scenario.Image]);
        return await machine.DockerAsync(["run", "--detach", .. arguments, scenario.Image]);
    }

    private static Task<string> CreateSecretAsync(Scenario scenario, string password) => scenario.KubectlAsync(
        "create", "secret", "docker-registry", "pull", $"--docker-server={scenario.Testbed.Registry.Address}",
        $"--docker-username={ImageRegistry.User}", $"--docker-password={password}");
}
