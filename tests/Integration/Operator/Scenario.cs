using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Tests.Testbed;
using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>A namespace of its own with an operator of its own, on the shared hosts. Removes its objects and containers at the end.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    private const string SecretName = "engine-tls";
    private const string Lease = "--leader-election-lease-duration";
    private static readonly TimeSpan CleanUpDeadline = TimeSpan.FromSeconds(60);
    private static readonly SemaphoreSlim Installing = new(1);
    private readonly List<OperatorInstance> _operators = [];

    private Scenario(TestbedInstance testbed, string space)
    {
        Testbed = testbed;
        Namespace = space;
    }

    public TestbedInstance Testbed { get; }

    public string Namespace { get; }

    /// <summary>The operators it started, in order, dead ones too.</summary>
    public IReadOnlyList<OperatorInstance> Operators => _operators;

    /// <summary>The installation's label on containers.</summary>
    public string Owner => Namespace;

    /// <summary>The image of a small web server that answers with its SERVICE_NAME.</summary>
    public string Image => Testbed.Registry.Image("demo/web", "1");

    /// <summary>Installs the CRDs and makes the namespace with Secrets for engines and registry. Starts no operator yet.</summary>
    public static async Task<Scenario> CreateAsync(TestbedFixture fixture)
    {
        var testbed = await fixture.StartAsync();
        var scenario = new Scenario(testbed, $"t-{Guid.NewGuid().ToString("N")[..8]}");
        await scenario.InstallAsync();
        return scenario;
    }

    /// <summary>The same with an operator, all hosts as DockerNodes of Cluster <c>demo</c>, and everything Ready.</summary>
    public static async Task<Scenario> StartAsync(TestbedFixture fixture)
    {
        var scenario = await CreateAsync(fixture);
        await scenario.StartOperatorAsync();
        await scenario.DeclareHostsAsync();
        return scenario;
    }

    /// <summary>Declares all hosts as DockerNodes of Cluster <c>demo</c> and waits until they are Ready.</summary>
    public async Task DeclareHostsAsync()
    {
        await ApplyAsync("""{"apiVersion":"mooring.dev/v1alpha1","kind":"Cluster","metadata":{"name":"demo"},"spec":{}}""");
        foreach (var host in Testbed.Hosts)
        {
            await ApplyNodeAsync(host.Name, host);
        }

        await WaitReadyAsync("dockernodes", "--all");
    }

    /// <summary>Starts an operator for this namespace.</summary>
    public async Task<OperatorInstance> StartOperatorAsync(string? kubeconfig = null, params string[] arguments)
    {
        var instance = await OperatorInstance.StartAsync(
            Testbed.Directory,
            kubeconfig ?? Testbed.ControlPlane.KubeconfigFile,
            [
                $"--watch-namespace={Namespace}", $"--owner={Owner}", $"--leader-election-namespace={Namespace}",
                .. arguments.Any(argument => argument.StartsWith(Lease, StringComparison.Ordinal)) ? Array.Empty<string>() : [$"{Lease}=2s"], .. arguments,
            ]);
        _operators.Add(instance);
        return instance;
    }

    public Task<string> KubectlAsync(params string[] arguments) => Testbed.ControlPlane.KubectlAsync(["--namespace", Namespace, .. arguments]);

    /// <summary>Applies YAML or JSON text.</summary>
    public Task<string> ApplyAsync(string text) => Testbed.ControlPlane.KubectlAsync(["--namespace", Namespace, "apply", "-f", "-"], text);

    /// <summary>Declares a host.</summary>
    public Task<string> ApplyNodeAsync(string name, DockerHost host, string more = "", string? secret = null, string? endpoint = null) => ApplyAsync($$"""
        apiVersion: mooring.dev/v1alpha1
        kind: DockerNode
        metadata: { name: {{name}} }
        spec:
          endpoint: {{endpoint ?? host.Endpoint.OriginalString.TrimEnd('/')}}
          clusterRef: { name: demo }
          tls: { mode: Provided, secretRef: { name: {{secret ?? SecretName}} } }
          probe: { interval: 1s, timeout: 1s, failureThreshold: 2, successThreshold: 1 }
          {{more}}
        """);

    /// <summary>A placement as YAML.</summary>
    public string Placement(string name, int replicas = 1, string more = "", string template = "", string? image = null) => $$"""
        apiVersion: mooring.dev/v1alpha1
        kind: Placement
        metadata: { name: {{name}} }
        spec:
          clusterRef: { name: demo }
          replicas: {{replicas}}
          {{more}}
          template:
            image: {{image ?? Image}}
            imagePullSecrets: [{ name: registry }]
            terminationGracePeriodSeconds: 1
            {{template}}
        """;

    public async Task WaitReadyAsync(string kind, string name, int seconds = 60)
    {
        try
        {
            await KubectlAsync("wait", "--for=condition=Ready", $"--timeout={seconds}s", kind, name);
        }
        catch (ToolFailedException e)
        {
            throw new TimeoutException($"not Ready after {seconds} s: {await KubectlAsync("get", "mooring", "-o", "jsonpath={range .items[*]}{.kind} {.metadata.name} {.status}{\"\\n\"}{end}")}", e);
        }
    }

    /// <summary>Waits until a condition has a reason, and returns its message.</summary>
    public async Task<string> WaitReasonAsync(string kind, string name, string type, string reason, int seconds = 60)
    {
        JsonObject? condition = null;
        await Wait.UntilAsync($"{kind} {name} to be {type} {reason}", TimeSpan.FromSeconds(seconds), async ct =>
        {
            condition = await ConditionAsync(kind, name, type);
            return condition?["reason"]?.GetValue<string>() == reason;
        });
        return condition!["message"]!.GetValue<string>();
    }

    /// <summary>A condition of an object; null when it has none of the type.</summary>
    public async Task<JsonObject?> ConditionAsync(string kind, string name, string type) =>
        ((await GetAsync(kind, name))["status"]?["conditions"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(one => one["type"]!.GetValue<string>() == type);

    public async Task<JsonObject> GetAsync(string kind, string name) => JsonNode.Parse(await KubectlAsync("get", kind, name, "-o", "json"))!.AsObject();

    /// <summary>Names of the placement's containers on a host, running ones only unless <paramref name="all"/>.</summary>
    public async Task<string[]> ContainersAsync(DockerHost host, string placement, bool all = false)
    {
        string[] arguments =
        [
            "ps", .. all ? ["--all"] : Array.Empty<string>(), "--no-trunc", "--format", "{{.ID}}",
            "--filter", $"label={MooringLabels.Owner}={Owner}", "--filter", $"label={MooringLabels.Placement}={placement}",
        ];
        return (await host.DockerAsync(arguments)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The placement's containers on all hosts, as <c>host: count</c> in the order of the hosts.</summary>
    public async Task<string> SpreadAsync(string placement, bool all = true)
    {
        var counts = await Task.WhenAll(Testbed.Hosts.Select(async host => $"{host.Name}: {(await ContainersAsync(host, placement, all)).Length}"));
        return string.Join(", ", counts);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _operators)
        {
            await instance.DisposeAsync();
        }

        // Finalizers have nobody left to honour them.
        foreach (var kind in new[] { "placements", "dockernodes", "clusters" })
        {
            var names = await KubectlAsync("get", kind, "-o", "name");
            foreach (var name in names.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await KubectlAsync("patch", name, "--type=merge", "-p", """{"metadata":{"finalizers":null}}""");
                await KubectlAsync("delete", name, "--ignore-not-found", "--wait=false");
            }
        }

        using var deadline = new CancellationTokenSource(CleanUpDeadline);
        await Task.WhenAll(Testbed.Hosts.Select(async host =>
        {
            var left = (await host.DockerAsync(["ps", "--all", "--quiet", "--filter", $"label={MooringLabels.Owner}={Owner}"], deadline.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (left.Length > 0)
            {
                await host.DockerAsync(["rm", "--force", "--volumes", .. left], deadline.Token);
            }
        }));
    }

    private async Task InstallAsync()
    {
        await InstallDefinitionsAsync();
        await Testbed.ControlPlane.KubectlAsync(["create", "namespace", Namespace]);
        await CreateTlsSecretAsync(SecretName, Testbed.Hosts[0].ClientCertificates);
        await KubectlAsync(
            "create", "secret", "generic", "registry", "--type=kubernetes.io/dockerconfigjson",
            $"--from-file=.dockerconfigjson={Path.Combine(Testbed.Registry.DockerConfig, "config.json")}");
    }

    /// <summary>Scenarios may start side by side, and kubectl does not expect others to create what it is about to.</summary>
    private async Task InstallDefinitionsAsync()
    {
        var crds = Path.Combine(RepositoryFolder(), "crds");
        await Installing.WaitAsync();
        try
        {
            await Testbed.ControlPlane.KubectlAsync(["apply", "--validate=false", "-f", crds]);
            await Testbed.ControlPlane.KubectlAsync(["wait", "--for=condition=Established", "--timeout=60s", "-f", crds]);
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <summary>Makes a Secret for DockerNodes from a folder as DOCKER_CERT_PATH.</summary>
    public Task<string> CreateTlsSecretAsync(string name, string folder) => KubectlAsync(
        "create", "secret", "generic", name, $"--from-file=ca.crt={folder}/ca.pem", $"--from-file=tls.crt={folder}/cert.pem", $"--from-file=tls.key={folder}/key.pem");

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Operator.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
