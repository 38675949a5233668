using System.Net;
using System.Text.Json.Nodes;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>A scenario with one host and one Placement, whose operator speaks to engine and API server through proxies that kill it.</summary>
internal sealed class CrashStage : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private readonly Scenario _scenario;
    private readonly HttpClient _api;
    private OperatorInstance _operator = null!;

    private CrashStage(Scenario scenario, CrashProxy engine, CrashProxy kubernetes)
    {
        (_scenario, Engine, Kubernetes) = (scenario, engine, kubernetes);
        _api = scenario.Testbed.ControlPlane.ApiServer.CreateClient();
    }

    /// <summary>In front of the engine; counts everything that changes it.</summary>
    public CrashProxy Engine { get; }

    /// <summary>In front of the API server; counts writes to Placements.</summary>
    public CrashProxy Kubernetes { get; }

    /// <summary>Sets up the namespace, the proxies, the host and a running operator.</summary>
    public static async Task<CrashStage> StartAsync(TestbedFixture fixture, int host)
    {
        var scenario = await Scenario.CreateAsync(fixture);
        var engine = await CrashProxy.StartAsync(scenario.Testbed.Hosts[host].CreateClient(), request => request.Method is "POST" or "PUT" or "DELETE");
        var kubernetes = await CrashProxy.StartAsync(
            scenario.Testbed.ControlPlane.ApiServer.CreateClient(), request => request.Method != "GET" && request.Path.Value!.Contains("/placements/", StringComparison.Ordinal));
        var stage = new CrashStage(scenario, engine, kubernetes);
        await stage.StartOperatorAsync();
        await scenario.ApplyAsync($$"""
            apiVersion: mooring.dev/v1alpha1
            kind: Cluster
            metadata: { name: demo }
            spec: {}
            ---
            apiVersion: mooring.dev/v1alpha1
            kind: DockerNode
            metadata: { name: host }
            spec:
              endpoint: tcp://{{engine.Address}}
              clusterRef: { name: demo }
              tls: { mode: Disabled }
              probe: { interval: 1s, timeout: 1s, failureThreshold: 2, successThreshold: 1 }
            """);
        await scenario.WaitReadyAsync("dockernode", "host");
        return stage;
    }

    /// <summary>Wants so many containers of a version of the template. Each creation asks the registry again.</summary>
    public Task WantAsync(int replicas, int version = 0) => _scenario.ApplyAsync(_scenario.Placement(
        "web", replicas, template: $"imagePullPolicy: Always\n    env: [{{ name: GENERATION, value: \"{version}\" }}]"));

    public Task DeleteAsync() => _scenario.KubectlAsync("delete", "placement", "web", "--wait=false");

    /// <summary>Kills the operator at a change, starts another one, and says what the change was; null when there are fewer changes.</summary>
    /// <param name="proxy">Where.</param>
    /// <param name="number">The change, from 1.</param>
    /// <param name="answered">Whether it is carried out first.</param>
    /// <param name="act">Brings about the changes.</param>
    /// <param name="settledAsync">Waits for what the act is meant to lead to.</param>
    public async Task<string?> CrashAsync(CrashProxy proxy, int number, bool answered, Func<Task> act, Func<Task> settledAsync)
    {
        var crashed = proxy.ArmAsync(number, answered, () => _operator.KillAsync());
        await act();
        var settled = settledAsync();
        if (await Task.WhenAny(crashed, settled) == settled && !crashed.IsCompleted)
        {
            proxy.Disarm();
            await settled;
            return null;
        }

        await crashed;
        var change = proxy.Changes[^1];
        await StartOperatorAsync();
        await settled;
        return change;
    }

    /// <summary>Waits until there are so many running containers, one a slot, of the wanted revision, nothing beside them, and the status says so.</summary>
    public async Task SettledAsync(int replicas)
    {
        var difference = "";
        try
        {
            await Wait.UntilAsync("the world to settle", Deadline, async _ => (difference = await DifferenceAsync(replicas)).Length == 0);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}: {difference}; see {_operator.LogFile}", e);
        }
    }

    /// <summary>Waits until the Placement is gone and nothing is left.</summary>
    public Task GoneAsync() => Wait.UntilAsync("the Placement to go", Deadline, async _ =>
    {
        if (await PlacementAsync() is not null)
        {
            return false;
        }

        // From now on nobody would remove anything.
        Assert.Empty(await OwnedContainer.ListAsync(_scenario));
        return true;
    });

    public async Task<IReadOnlyList<OwnedContainer>> ContainersAsync() => await OwnedContainer.ListAsync(_scenario);

    public async ValueTask DisposeAsync()
    {
        await _scenario.DisposeAsync();
        await Engine.DisposeAsync();
        await Kubernetes.DisposeAsync();
        _api.Dispose();
    }

    private async Task StartOperatorAsync()
    {
        var file = Path.Combine(_scenario.Testbed.Directory, $"kubeconfig-{_scenario.Namespace}");
        await File.WriteAllTextAsync(file, $$"""
            apiVersion: v1
            kind: Config
            current-context: proxy
            clusters: [{ name: proxy, cluster: { server: "http://{{Kubernetes.Address}}" } }]
            contexts: [{ name: proxy, context: { cluster: proxy, user: proxy } }]
            users: [{ name: proxy, user: {} }]
            """);
        _operator = await _scenario.StartOperatorAsync(file);
    }

    private async Task<string> DifferenceAsync(int replicas)
    {
        var placement = await PlacementAsync();
        var status = placement?["status"];
        var ready = (status?["conditions"] as JsonArray)?.FirstOrDefault(one => one!["type"]!.GetValue<string>() == "Ready");
        if (status is null || ready?["status"]?.GetValue<string>() != "True" || Number(status["observedGeneration"]) != Number(placement!["metadata"]!["generation"]))
        {
            return $"not Ready: {ready?["reason"]} {ready?["message"]}";
        }

        var containers = await OwnedContainer.ListAsync(_scenario);
        var slots = string.Join(' ', containers.Select(one => one.Slot));
        var reported = (status["containers"] as JsonArray ?? []).Select(one => one!["id"]!.GetValue<string>()).Order(StringComparer.Ordinal);
        return slots != string.Join(' ', Enumerable.Range(1, replicas)) ? $"slots {slots}"
            : containers.FirstOrDefault(one => one.State != "running" || one.Revision != status["revision"]!.GetValue<string>()) is { } wrong ? $"{wrong}"
            : !reported.SequenceEqual(containers.Select(one => one.Id).Order(StringComparer.Ordinal)) ? "reported containers are others"
            : Number(status["replicas"]) != replicas || Number(status["readyReplicas"]) != replicas ? $"counts {status["replicas"]}, {status["readyReplicas"]}"
            : "";
    }

    /// <summary>Asked often, so without a process for each look.</summary>
    private async Task<JsonNode?> PlacementAsync()
    {
        using var answer = await _api.GetAsync(new Uri($"/apis/mooring.dev/v1alpha1/namespaces/{_scenario.Namespace}/placements/web", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.NotFound ? null : JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
    }

    private static long Number(JsonNode? node) => node?.GetValue<long>() ?? 0;
}
