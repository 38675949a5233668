using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>What a DockerNode says when the way to a real engine is not right, on each engine release.</summary>
[Collection(TestbedGroup.Name)]
public sealed class DockerNodeTlsTests(TestbedFixture fixture, EngineHosts hosts) : IClassFixture<EngineHosts>
{
    private const string Own = "mode: Provided, secretRef: { name: engine-tls }";

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Wrong_credentials_and_addresses_are_named_one_by_one(EngineRelease release)
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        await scenario.StartOperatorAsync();
        var host = await hosts.GetAsync(release);
        var (stranger, own) = (Authority.Create("stranger"), scenario.Testbed.EngineAuthority);
        await scenario.ApplyAsync(string.Concat(
            Secret("other-ca", stranger.CertificatePem, own.Issue(new("operator"))),
            Secret("other-client", own.CertificatePem, stranger.Issue(new("operator"))),
            Secret("garbage", "no PEM at all", own.Issue(new("operator"))),
            Secret("other-key", own.CertificatePem, own.Issue(new("operator")) with { KeyPem = own.Issue(new("operator")).KeyPem })));
        var tls = $"tcp://{host.Address}:2376";
        await scenario.ApplyAsync(string.Join("---\n",
            Node("wrong-ca", tls, "mode: Provided, secretRef: { name: other-ca }"),
            Node("wrong-client", tls, "mode: Provided, secretRef: { name: other-client }"),
            Node("wrong-pem", tls, "mode: Provided, secretRef: { name: garbage }"),
            Node("wrong-key", tls, "mode: Provided, secretRef: { name: other-key }"),
            Node("wrong-name", tls, Own + ", serverName: other.example"),
            Node("wrong-pin", tls, $"{Own}, pinnedSHA256: '{new string('0', 64)}'"),
            Node("no-secret", tls, "mode: Provided, secretRef: { name: later }"),
            Node("no-tls", tls, "mode: Disabled"),
            Node("no-engine", $"tcp://{host.Address}:2999", Own),
            Node("no-address", "tcp://nowhere.invalid:2376", Own)));

        await SaysAsync(scenario, "wrong-ca", Reasons.TlsUntrusted, $"subject CN={host.Name}", "issuer CN=testbed engines");
        await SaysAsync(scenario, "wrong-client", Reasons.ClientCertificateRejected, "rejected the client certificate");
        await SaysAsync(scenario, "wrong-pem", Reasons.SecretInvalid, "Secret garbage", "CA certificate");
        await SaysAsync(scenario, "wrong-key", Reasons.SecretInvalid, "Secret other-key", "client key");
        await SaysAsync(scenario, "wrong-name", Reasons.WrongHostName, host.Name, $"{host.Address}", "not for other.example");
        await SaysAsync(scenario, "no-secret", Reasons.SecretNotFound, "Secret later", $"namespace {scenario.Namespace}", "ca.crt, tls.crt and tls.key");
        await SaysAsync(scenario, "no-tls", Reasons.TlsRequired, "wants TLS");
        Assert.Contains("no engine listens there", await scenario.WaitReasonAsync("dockernode", "no-engine", ConditionTypes.Ready, Reasons.Refused), StringComparison.Ordinal);
        Assert.Contains("nowhere.invalid", await scenario.WaitReasonAsync("dockernode", "no-address", ConditionTypes.Ready, Reasons.NameNotResolved), StringComparison.Ordinal);
        var served = (await scenario.GetAsync("dockernode", "wrong-ca"))["status"]!["certificate"]!;
        Assert.Equal(("CN=" + host.Name, "CN=testbed engines"), (served["subject"]!.GetValue<string>(), served["issuer"]!.GetValue<string>()));
        var pin = served["fingerprint"]!.GetValue<string>();
        await SaysAsync(scenario, "wrong-pin", Reasons.PinMismatch, pin, new string('0', 64));

        await scenario.CreateTlsSecretAsync("later", host.ClientCertificates);
        await scenario.WaitReadyAsync("dockernode", "no-secret");
        Assert.Contains("verified against ca.crt", await scenario.WaitReasonAsync("dockernode", "no-secret", ConditionTypes.TlsReady, Reasons.Verified), StringComparison.Ordinal);
        await scenario.ApplyAsync(Node("no-secret", tls, $"{Own}, pinnedSHA256: '{pin.ToUpperInvariant()}'"));
        await scenario.WaitReasonAsync("dockernode", "no-secret", ConditionTypes.TlsReady, Reasons.Pinned);
        await scenario.WaitReadyAsync("dockernode", "no-secret");
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Served_certificate_is_judged_anew_when_the_engine_shows_another(EngineRelease release)
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        await scenario.StartOperatorAsync();
        var host = await hosts.GetAsync(release);
        await scenario.ApplyAsync(Node("host", $"tcp://{host.Address}:2376", Own));
        await scenario.WaitReadyAsync("dockernode", "host");

        await hosts.ShowAsync(host, good => good with { ValidUntil = TimeSpan.FromDays(-1) });
        await SaysAsync(scenario, "host", Reasons.CertificateExpired, $"subject CN={host.Name}", "expired at");
        await hosts.ShowAsync(host, good => good with { AlternativeNames = ["other.example", "10.9.8.7"] });
        await SaysAsync(scenario, "host", Reasons.WrongHostName, "other.example, 10.9.8.7", $"not for {host.Address}");
        var names = (await scenario.GetAsync("dockernode", "host"))["status"]!["certificate"]!["subjectAltNames"]!.AsArray();
        Assert.Equal(["other.example", "10.9.8.7"], names.Select(name => name!.GetValue<string>()));

        await host.UseCertificatesAsync(null);
        await scenario.WaitReadyAsync("dockernode", "host");
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Plain_port_is_told_from_tls_and_warned_of_when_it_is_wanted(EngineRelease release)
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        await scenario.StartOperatorAsync();
        var host = await hosts.GetAsync(release, EnginePort.Plain);
        await scenario.ApplyAsync(Node("expects-tls", $"tcp://{host.Address}:2375", Own));
        await scenario.ApplyAsync(Node("plain", $"tcp://{host.Address}:2375", "mode: Disabled"));

        await SaysAsync(scenario, "expects-tls", Reasons.PlainHttp, "answers plain HTTP");
        await scenario.WaitReadyAsync("dockernode", "plain");
        Assert.Contains("is root on the host", await scenario.WaitReasonAsync("dockernode", "plain", ConditionTypes.TlsReady, Reasons.InsecurePlainTcp), StringComparison.Ordinal);
        await Wait.UntilAsync("the warning", TimeSpan.FromSeconds(20), async _ =>
            (await scenario.KubectlAsync("get", "events", "-o", "jsonpath={range .items[*]}{.type} {.reason} {.involvedObject.name}{\"\\n\"}{end}"))
                .Contains($"Warning {Reasons.InsecurePlainTcp} plain\n", StringComparison.Ordinal));
    }

    [RealFact]
    public async Task Two_nodes_of_one_engine_take_no_writes_until_one_is_gone()
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        await scenario.StartOperatorAsync();
        var host = await hosts.GetAsync(EngineRelease.Installed);
        await scenario.ApplyAsync("""{"apiVersion":"mooring.dev/v1alpha1","kind":"Cluster","metadata":{"name":"demo"},"spec":{}}""");
        await scenario.ApplyAsync(Node("one", $"tcp://{host.Address}:2376", Own));
        await scenario.ApplyAsync(Node("two", $"tcp://{host.Address}:2376", Own));
        foreach (var (node, twin) in new[] { ("one", "two"), ("two", "one") })
        {
            Assert.Contains($"{scenario.Namespace}/{twin} shows the same engine", await scenario.WaitReasonAsync("dockernode", node, ConditionTypes.Ready, Reasons.SameEngine), StringComparison.Ordinal);
            Assert.Equal(ConditionStatus.True, (await scenario.ConditionAsync("dockernode", node, ConditionTypes.IdentityConflict))?["status"]?.GetValue<string>());
        }

        await scenario.ApplyAsync(scenario.Placement("web"));
        Assert.Contains("shows the same engine", await scenario.WaitReasonAsync("placement", "web", ConditionTypes.Scheduled, Reasons.Unschedulable), StringComparison.Ordinal);
        Assert.Empty(await scenario.ContainersAsync(host, "web", all: true));

        await scenario.KubectlAsync("delete", "dockernode", "two", "--timeout=30s");
        await scenario.WaitReadyAsync("dockernode", "one");
        await scenario.WaitReadyAsync("placement", "web");
        Assert.Null(await scenario.ConditionAsync("dockernode", "one", ConditionTypes.IdentityConflict));
        Assert.Single(await scenario.ContainersAsync(host, "web"));
    }

    /// <summary>Ready and TLSReady both say it.</summary>
    private static async Task SaysAsync(Scenario scenario, string node, string reason, params string[] parts)
    {
        var message = await scenario.WaitReasonAsync("dockernode", node, ConditionTypes.Ready, reason);
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Equal(message, await scenario.WaitReasonAsync("dockernode", node, ConditionTypes.TlsReady, reason));
        var conditions = (await scenario.GetAsync("dockernode", node))["status"]!["conditions"]!.AsArray().OfType<JsonObject>();
        var ready = conditions.Single(condition => condition["type"]!.GetValue<string>() == ConditionTypes.Ready);
        Assert.Equal(ConditionStatus.False, ready["status"]!.GetValue<string>());
    }

    private static string Node(string name, string endpoint, string tls) => $$"""
        apiVersion: mooring.dev/v1alpha1
        kind: DockerNode
        metadata: { name: {{name}} }
        spec:
          endpoint: {{endpoint}}
          clusterRef: { name: demo }
          tls: { {{tls}} }
          probe: { interval: 1s, timeout: 1s, failureThreshold: 2, successThreshold: 1 }

        """;

    private static string Secret(string name, string authority, CertificatePair client) => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["stringData"] = new JsonObject { ["ca.crt"] = authority, ["tls.crt"] = client.CertificatePem, ["tls.key"] = client.KeyPem },
    }.ToJsonString() + "\n";
}
