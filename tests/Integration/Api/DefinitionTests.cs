using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Mooring.Api;
using Mooring.Api.Schema;
using Mooring.Tests.Testbed.Kubernetes;

namespace Mooring.Tests.Integration.Api;

/// <summary>
/// The definitions of crds/ on a real API server. Samples come from the unit tests' rules.json; those that break a rule are refused with the rule's message by
/// servers that know CEL, and let through by older ones. The definitions stay installed: every test of the operator starts from them.
/// </summary>
[Collection(TestbedGroup.Name)]
public sealed class DefinitionTests(TestbedFixture fixture)
{
    private static readonly Dictionary<string, (string Plural, JsonTypeInfo Json)> Kinds = new()
    {
        [DockerNode.KindName] = (DockerNode.Plural, ApiJson.Default.DockerNode),
        [Cluster.KindName] = (Cluster.Plural, ApiJson.Default.Cluster),
        [Placement.KindName] = (Placement.Plural, ApiJson.Default.Placement),
    };

    [RealFact]
    public async Task Definitions_are_structural_and_established()
    {
        var cluster = await InstallAsync();

        foreach (var (plural, _) in Kinds.Values)
        {
            var conditions = JsonNode.Parse(await cluster.KubectlAsync(["get", "crd", $"{plural}.{MooringApi.Group}", "--output=json"]))!["status"]!["conditions"]!.AsArray()
                .Select(condition => $"{condition!["type"]}={condition["status"]}");

            Assert.Equal(["Established=True", "NamesAccepted=True"], conditions.Order(StringComparer.Ordinal));
        }
    }

    [RealFact]
    public async Task Samples_are_answered_as_the_rules_say_and_filled_in_as_the_code_does()
    {
        var cluster = await InstallAsync();
        var knowsRules = (await cluster.KubectlAsync(["get", "crd", $"{DockerNode.Plural}.{MooringApi.Group}", "--output=jsonpath={.spec.versions}"]))
            .Contains("x-kubernetes-validations", StringComparison.Ordinal);
        using var client = cluster.ApiServer.CreateClient();
        var samples = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "rules.json")))!.AsArray();

        foreach (var sample in samples)
        {
            var (plural, json) = Kinds[sample!["kind"]!.ToString()];
            var sent = new JsonObject
            {
                ["apiVersion"] = MooringApi.GroupVersion,
                ["kind"] = sample["kind"]!.DeepClone(),
                ["metadata"] = new JsonObject { ["name"] = "sample", ["namespace"] = "default" },
                ["spec"] = sample["spec"]!.DeepClone(),
            };
            var (accepted, body) = await DryRunAsync(client, plural, sent);

            var expected = sample["rule"] is { } rule && knowsRules ? MessageOf(rule.ToString()) : "";
            var refusal = accepted ? "" : JsonNode.Parse(body)!["message"]!.ToString();
            Assert.True(accepted == (expected.Length == 0) && refusal.Contains(expected, StringComparison.Ordinal), $"{sample.ToJsonString()}\nwas answered with\n{body}");
            if (accepted)
            {
                Assert.True(
                    JsonNode.DeepEquals(SpecAsRead(sent.ToJsonString(), json), SpecAsRead(body, json)),
                    $"server and code fill in different defaults for {sample.ToJsonString()}: {body}");
            }
        }

        Assert.True(samples.Count > 40);
    }

    [RealFact]
    public async Task Placement_is_scaled_by_kubectl()
    {
        var cluster = await InstallAsync();
        const string Scaled = """
            apiVersion: mooring.dev/v1alpha1
            kind: Placement
            metadata: {name: scaled}
            spec: {template: {image: nginx}}
            """;

        await cluster.KubectlAsync(["apply", "-f", "-"], Scaled);
        await cluster.KubectlAsync(["scale", "pl", "scaled", "--replicas=4"]);
        var replicas = await cluster.KubectlAsync(["get", "pl", "scaled", "--output=jsonpath={.spec.replicas}"]);
        await cluster.KubectlAsync(["delete", "pl", "scaled"]);

        Assert.Equal("4", replicas);
    }

    private async Task<ControlPlane> InstallAsync()
    {
        var cluster = (await fixture.StartAsync()).ControlPlane;

        // Older servers do not know the fields of CEL rules and drop them; kubectl would refuse to send them.
        await cluster.KubectlAsync(["apply", "--validate=false", "-f", Path.Combine(AppContext.BaseDirectory, "crds")]);
        await cluster.KubectlAsync(["wait", "--for=condition=Established", "--timeout=30s", .. Kinds.Values.Select(kind => $"crd/{kind.Plural}.{MooringApi.Group}")]);
        return cluster;
    }

    private static async Task<(bool Accepted, string Body)> DryRunAsync(HttpClient client, string plural, JsonObject sent)
    {
        using var content = new StringContent(sent.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(
            new Uri($"/apis/{MooringApi.GroupVersion}/namespaces/default/{plural}?dryRun=All", UriKind.Relative), content);
        return (response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string MessageOf(string rule) => (string)typeof(Rules).GetField(rule)!.GetRawConstantValue()!;

    private static JsonNode? SpecAsRead(string text, JsonTypeInfo json) => JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(text, json), json)!["spec"];
}
