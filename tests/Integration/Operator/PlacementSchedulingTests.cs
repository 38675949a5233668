using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>Where containers go and what they are made of, as people declare it.</summary>
[Collection(TestbedGroup.Name)]
public sealed class PlacementSchedulingTests(ReadyScenario fixture) : IClassFixture<ReadyScenario>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [RealFact]
    public async Task Template_is_what_the_engine_shows()
    {
        var scenario = await fixture.StartAsync();
        const string template = """
            command: [/bin/sh, -c]
                args: ["trap 'exit 0' TERM; while true; do sleep 1; done"]
                env: [{ name: COLOR, value: "blue=ish" }, { name: EMPTY, value: "" }]
                labels: { team: harbour }
                hostname: pier
                user: "65534"
                workingDir: /tmp
                ports: [{ containerPort: 80, hostPort: 8090, hostIP: 127.0.0.1 }, { containerPort: 53, hostPort: 8053, protocol: UDP }]
                mounts:
                - { mountPath: /host, type: Bind, readOnly: true, bind: { path: /etc/docker } }
                - { mountPath: /kept, type: Volume, volume: { name: kept } }
                - { mountPath: /scratch, type: Tmpfs, tmpfs: { size: 1Mi, mode: "0700" } }
                resources: { limits: { cpu: 250m, memory: 32Mi, pids: 50 } }
                restartPolicy: { name: OnFailure, maximumRetryCount: 3 }
                capDrop: [NET_RAW]
                readonlyRootfs: true
                init: true
            """;
        await scenario.ApplyAsync(scenario.Placement("shaped", 1, "constraints: [name==dockerhost01]", template, scenario.Testbed.Registry.Image("demo/shell", "1")));
        await scenario.WaitReadyAsync("placement", "shaped");

        var container = Assert.Single(await OfAsync(scenario, "shaped"));
        var shown = JsonNode.Parse(await scenario.Testbed.Host("dockerhost01").DockerAsync(["inspect", container.Id]))![0]!;
        var (config, host) = (shown["Config"]!, shown["HostConfig"]!);
        Assert.Equal($"/{scenario.Namespace}_shaped_1", Text(shown["Name"]));
        Assert.Equal("""["/bin/sh","-c"]""", config["Entrypoint"]!.ToJsonString());
        Assert.Contains("while true", config["Cmd"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("COLOR=blue=ish", Texts(config["Env"]));
        Assert.Contains("EMPTY=", Texts(config["Env"]));
        Assert.Equal("harbour", Text(config["Labels"]!["team"]));
        Assert.Equal(scenario.Namespace, Text(config["Labels"]![MooringLabels.Namespace]));
        Assert.Equal(("pier", "65534", "/tmp"), (Text(config["Hostname"]), Text(config["User"]), Text(config["WorkingDir"])));
        Assert.Equal("""{"53/udp":[{"HostIp":"","HostPort":"8053"}],"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8090"}]}""", host["PortBindings"]!.ToJsonString());
        var mounts = shown["Mounts"]!.AsArray().ToDictionary(mount => Text(mount!["Destination"]), mount => mount!);
        Assert.Equal(("bind", "/etc/docker", false), (Text(mounts["/host"]["Type"]), Text(mounts["/host"]["Source"]), mounts["/host"]["RW"]!.GetValue<bool>()));
        Assert.Equal(("volume", "kept", true), (Text(mounts["/kept"]["Type"]), Text(mounts["/kept"]["Name"]), mounts["/kept"]["RW"]!.GetValue<bool>()));
        Assert.Equal("tmpfs", Text(mounts["/scratch"]["Type"]));
        Assert.Equal((250_000_000L, 32L << 20, 50L), (Number(host["NanoCpus"]), Number(host["Memory"]), Number(host["PidsLimit"])));
        Assert.Equal(("on-failure", 3L), (Text(host["RestartPolicy"]!["Name"]), Number(host["RestartPolicy"]!["MaximumRetryCount"])));
        Assert.Equal("""["NET_RAW"]""", host["CapDrop"]!.ToJsonString());
        Assert.True(host["ReadonlyRootfs"]!.GetValue<bool>() && host["Init"]!.GetValue<bool>());
        await DeleteAsync(scenario, "shaped");
        Assert.Equal("kept", await scenario.Testbed.Host("dockerhost01").DockerAsync(["volume", "ls", "--quiet", "--filter", "name=kept"]));
        await scenario.Testbed.Host("dockerhost01").DockerAsync(["volume", "rm", "kept"]);
    }

    [RealFact]
    public async Task Invalid_spec_is_told_with_its_field_and_nothing_is_touched()
    {
        var scenario = await fixture.StartAsync();
        await scenario.ApplyAsync(scenario.Placement("strict", 1));
        await scenario.WaitReadyAsync("placement", "strict");
        var before = await OfAsync(scenario, "strict");

        await scenario.ApplyAsync(scenario.Placement("strict", 3, "constraints: [zone=external]", "env: [{ name: GENERATION, value: b }]"));
        Assert.Contains("spec.constraints[0]", await InvalidAsync(scenario), StringComparison.Ordinal);
        Assert.Equal(before, await OfAsync(scenario, "strict"));

        await scenario.ApplyAsync(scenario.Placement("strict", 3, template: "ports: [{ containerPort: 80, hostPort: 8070 }, { containerPort: 81, hostPort: 8070 }]"));
        await Wait.UntilAsync("the port to be named", Deadline, async _ => (await InvalidAsync(scenario)).Contains("spec.template.ports[1].hostPort", StringComparison.Ordinal));
        Assert.Equal(before, await OfAsync(scenario, "strict"));

        await scenario.ApplyAsync(scenario.Placement("strict", 1));
        await scenario.WaitReadyAsync("placement", "strict", seconds: 20);
        Assert.Equal(before, await OfAsync(scenario, "strict"));
        await DeleteAsync(scenario, "strict");
    }

    [RealFact]
    public async Task Global_placement_follows_its_hosts_through_pause_and_drain()
    {
        var scenario = await fixture.StartAsync();
        await scenario.ApplyAsync(scenario.Placement("everywhere", 1, "mode: Global"));
        await scenario.WaitReadyAsync("placement", "everywhere");
        var before = await OfAsync(scenario, "everywhere");
        Assert.Equal(["dockerhost01", "dockerhost02", "dockerhost03"], before.Select(one => one.Host));

        await AvailabilityAsync(scenario, "Pause");
        await scenario.ApplyAsync(scenario.Placement("newcomer", 1, "mode: Global"));
        await WaitHostsAsync(scenario, "newcomer", "dockerhost01 dockerhost03");
        Assert.Equal(before, await OfAsync(scenario, "everywhere"));

        await AvailabilityAsync(scenario, "Drain");
        await WaitHostsAsync(scenario, "everywhere", "dockerhost01 dockerhost03");
        await scenario.WaitReadyAsync("placement", "everywhere", seconds: 20);

        await AvailabilityAsync(scenario, "Active");
        await WaitHostsAsync(scenario, "everywhere", "dockerhost01 dockerhost02 dockerhost03");
        await WaitHostsAsync(scenario, "newcomer", "dockerhost01 dockerhost02 dockerhost03");
        await DeleteAsync(scenario, "everywhere");
        await DeleteAsync(scenario, "newcomer");
    }

    [RealFact]
    public async Task Replica_moves_off_a_host_that_is_drained()
    {
        var scenario = await fixture.StartAsync();
        await scenario.ApplyAsync(scenario.Placement("moved", 1, "constraints: [name!=dockerhost01, name!=dockerhost03]"));
        await WaitHostsAsync(scenario, "moved", "dockerhost02");
        await scenario.ApplyAsync(scenario.Placement("moved", 1, "constraints: [name!=dockerhost03]"));
        await AvailabilityAsync(scenario, "Drain");

        await WaitHostsAsync(scenario, "moved", "dockerhost01");
        await AvailabilityAsync(scenario, "Active");
        await scenario.WaitReadyAsync("placement", "moved");
        await WaitHostsAsync(scenario, "moved", "dockerhost01");
        await DeleteAsync(scenario, "moved");
    }

    [RealFact]
    public async Task Resources_that_do_not_fit_are_explained()
    {
        var scenario = await fixture.StartAsync();
        await scenario.ApplyAsync(scenario.Placement("huge", 1, template: "resources: { requests: { memory: 4000Gi } }"));

        var message = await scenario.WaitReasonAsync("placement", "huge", ConditionTypes.Ready, Reasons.Unschedulable);
        Assert.StartsWith("0/3 nodes fit: 3 ", message, StringComparison.Ordinal);
        Assert.Contains("memory", message, StringComparison.Ordinal);
        Assert.Empty(await OfAsync(scenario, "huge"));
        await scenario.ApplyAsync(scenario.Placement("huge", 1, template: "resources: { requests: { memory: 16Mi } }"));
        await scenario.WaitReadyAsync("placement", "huge", seconds: 20);
        await DeleteAsync(scenario, "huge");
    }

    [RealFact]
    public async Task Strategies_choose_hosts_and_the_scale_subresource_counts()
    {
        var scenario = await fixture.StartAsync();
        await scenario.ApplyAsync(scenario.Placement("packed", 3, "strategy: BinPack"));
        await scenario.ApplyAsync(scenario.Placement("drawn", 4, "strategy: Random"));
        await scenario.WaitReadyAsync("placement", "packed");
        await scenario.WaitReadyAsync("placement", "drawn");
        Assert.Single((await OfAsync(scenario, "packed")).Select(one => one.Host).Distinct());
        Assert.Equal(["1", "2", "3", "4"], (await OfAsync(scenario, "drawn")).Select(one => one.Slot));

        await scenario.KubectlAsync("scale", "placement", "drawn", "--current-replicas=4", "--replicas=2");
        await Wait.UntilAsync("the scale to say two", Deadline, async _ =>
        {
            var scale = JsonNode.Parse(await scenario.KubectlAsync("get", "--raw", $"/apis/mooring.dev/v1alpha1/namespaces/{scenario.Namespace}/placements/drawn/scale"))!;
            return (Number(scale["spec"]!["replicas"]), Number(scale["status"]!["replicas"]), Text(scale["status"]!["selector"])) == (2, 2, "mooring.dev/placement=drawn");
        });
        Assert.Equal(["1", "2"], (await OfAsync(scenario, "drawn")).Select(one => one.Slot));
        await DeleteAsync(scenario, "packed");
        await DeleteAsync(scenario, "drawn");
    }

    private static Task<string> InvalidAsync(Scenario scenario) => scenario.WaitReasonAsync("placement", "strict", ConditionTypes.Ready, Reasons.Invalid);

    private static Task<string> AvailabilityAsync(Scenario scenario, string availability) =>
        scenario.KubectlAsync("patch", "dockernode", "dockerhost02", "--type=merge", "-p", $$$"""{"spec":{"availability":"{{{availability}}}"}}""");

    private static Task WaitHostsAsync(Scenario scenario, string placement, string hosts) => Wait.UntilAsync(
        $"{placement} to run on {hosts}", Deadline, async _ => string.Join(' ', (await OfAsync(scenario, placement)).Where(one => one.State == "running").Select(one => one.Host)) == hosts);

    private static async Task<IReadOnlyList<OwnedContainer>> OfAsync(Scenario scenario, string placement) =>
        [.. (await OwnedContainer.ListAsync(scenario)).Where(container => container.Placement == placement)];

    private static async Task DeleteAsync(Scenario scenario, string placement)
    {
        await scenario.KubectlAsync("delete", "placement", placement, "--timeout=60s");
        Assert.Empty(await OfAsync(scenario, placement));
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static long Number(JsonNode? node) => node!.GetValue<long>();

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(Text);
}
