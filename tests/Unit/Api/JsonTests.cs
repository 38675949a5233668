using System.Text.Json;
using System.Text.Json.Nodes;
using Mooring.Api;

namespace Mooring.Tests.Unit.Api;

/// <summary>Resources as the API server sends and takes them.</summary>
public sealed class JsonTests
{
    [Fact]
    public void DockerNode_reads_with_every_default_when_only_the_endpoint_is_given()
    {
        var node = Read(ApiJson.Default.DockerNode, """{"metadata":{"name":"a"},"spec":{"endpoint":"unix:///run/docker.sock"}}""");

        Assert.Null(node.Spec.Tls);
        Assert.Equal(Availability.Active, node.Spec.Availability);
        Assert.Equal(TimeSpan.FromSeconds(10), node.Spec.Probe.Interval.ToTimeSpan());
        Assert.Equal((3, 2), (node.Spec.Probe.FailureThreshold, node.Spec.Probe.SuccessThreshold));
        Assert.Empty(node.Spec.Labels);
        Assert.Empty(node.Status.Conditions);
        Assert.Equal("mooring.dev/v1alpha1", node.ApiVersion);
    }

    [Fact]
    public void Cluster_reads_with_every_default_when_it_is_empty()
    {
        var cluster = Read(ApiJson.Default.Cluster, """{"metadata":{"name":"a"}}""");

        Assert.Equal(KeyAlgorithm.ECDSAP256, cluster.Spec.Tls.KeyAlgorithm);
        Assert.Equal(TimeSpan.FromDays(30), cluster.Spec.Tls.CertificateLifetime.ToTimeSpan());
        Assert.Equal(DiscoveryType.Nodes, cluster.Spec.Discovery.Type);
        Assert.Null(cluster.Spec.Swarm);
    }

    [Fact]
    public void Placement_reads_with_every_default_when_only_the_image_is_given()
    {
        var placement = Read(ApiJson.Default.Placement, """{"metadata":{"name":"a"},"spec":{"template":{"image":"nginx"}}}""");

        Assert.Equal(1, placement.Spec.Replicas);
        Assert.Equal(1, placement.Spec.Update.MaxUnavailable.Of(10, roundUp: false));
        Assert.Equal(RestartPolicyName.Always, placement.Spec.Template.RestartPolicy.Name);
        Assert.Equal(TimeSpan.FromMinutes(5), placement.Spec.Reschedule.After.ToTimeSpan());
        Assert.Empty(placement.Spec.Template.Ports);
    }

    [Theory]
    [InlineData("""{"metadata":{},"spec":{}}""")]
    [InlineData("""{"metadata":{},"spec":{"endpoint":null}}""")]
    [InlineData("""{"metadata":{},"spec":{"endpoint":"unix:///s","availability":"Asleep"}}""")]
    [InlineData("""{"metadata":{},"spec":{"endpoint":"unix:///s","probe":{"interval":"soon"}}}""")]
    [InlineData("""{"metadata":{},"spec":{"endpoint":"unix:///s","probe":{"interval":30}}}""")]
    [InlineData("""{"metadata":{},"spec":{"endpoint":"unix:///s","capacity":{"memory":"much"}}}""")]
    [InlineData("""{"spec":{"endpoint":"unix:///s"}}""")]
    public void DockerNode_is_refused_when_a_member_is_missing_or_unknown(string json) =>
        Assert.Throws<JsonException>(() => Read(ApiJson.Default.DockerNode, json));

    [Fact]
    public void Unknown_members_are_ignored_when_reading()
    {
        var node = Read(ApiJson.Default.DockerNode, """{"metadata":{},"spec":{"endpoint":"unix:///s","future":{"x":1}},"later":[]}""");

        Assert.Equal("unix:///s", node.Spec.Endpoint);
    }

    [Theory]
    [InlineData("on-failure"), InlineData("OnFailure")]
    public void Restart_policy_reads_in_our_spelling_and_in_Dockers(string text)
    {
        var placement = Read(ApiJson.Default.Placement, $$"""{"metadata":{},"spec":{"template":{"image":"x","restartPolicy":{"name":"{{text}}"} } } }""");

        Assert.Equal(RestartPolicyName.OnFailure, placement.Spec.Template.RestartPolicy.Name);
        Assert.Contains("\"name\":\"OnFailure\"", JsonSerializer.Serialize(placement, ApiJson.Default.Placement), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DockerNode", """
        {"observedGeneration":2,"engine":{"id":"X","labels":{"a":""},"securityOptions":["name=seccomp"],"liveRestore":true},"allocated":{"cpus":"250m","memory":"1Gi"},
        "containers":{"total":3,"running":1},"images":4,"probe":{"latency":"10ms"},"clockSkew":"-3s",
        "certificate":{"subject":"CN=a","subjectAltNames":["a"],"notAfter":"2030-01-02T03:04:05Z","daysLeft":9},
        "conditions":[{"type":"Ready","status":"True","reason":"Ready","message":"","lastTransitionTime":"2030-01-01T00:00:00Z"}]}
        """)]
    [InlineData("Cluster", """
        {"ca":{"subject":"CN=ca","fingerprint":"ab","notAfter":"2030-01-02T03:04:05Z","daysLeft":9},"nodes":{"total":3,"ready":2},
        "managers":[{"node":"a","role":"Primary","address":"a:3376"}],"endpoint":"tcp://a:3376","discovery":{"healthy":true,"registered":3}}
        """)]
    [InlineData("Placement", """
        {"replicas":1,"selector":"a=b","containers":[{"node":"a","name":"n","state":"Running","health":"Healthy","ip":"10.0.0.2",
        "ports":[{"containerPort":80,"address":"h:8080","protocol":"UDP"}],"lastExit":{"code":137,"outOfMemory":true,"finishedAt":"2030-01-01T00:00:00Z"}}]}
        """)]
    public void Object_reads_back_what_was_written(string kind, string status)
    {
        var type = ApiJson.Default.GetTypeInfo(typeof(MooringApi).Assembly.GetType($"Mooring.Api.{kind}", throwOnError: true)!)!;
        foreach (var sample in RuleSample.All.Where(sample => sample.Kind == kind))
        {
            var source = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "a" }, ["spec"] = sample.Spec.DeepClone(), ["status"] = JsonNode.Parse(status) };
            var first = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(source, type), type);
            var second = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(first, type), type);

            Assert.True(JsonNode.DeepEquals(first, second), $"{first} became {second}");
            Contained(source, first!, "");
        }
    }

    [Fact]
    public void Placement_names_each_host_of_its_containers_once()
    {
        var status = new PlacementStatus(Containers: [new("b", "x"), new("a", "y"), new("b", "z")]);

        Assert.Equal(["a", "b"], status.Nodes);
    }

    [Fact]
    public void Absent_members_stay_absent_when_written()
    {
        var json = JsonSerializer.Serialize(
            new DockerNode(new V1ObjectMeta("a", "b"), new DockerNodeSpec("tcp://h:2376", new DockerNodeTls(TlsMode.Managed))), ApiJson.Default.DockerNode);

        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
        Assert.Contains("\"tls\":{\"mode\":\"Managed\"", json, StringComparison.Ordinal);
        Assert.Contains("\"interval\":\"10s\"", json, StringComparison.Ordinal);
    }

    // Nothing that was given may be lost or changed; more may be there.
    private static void Contained(JsonNode given, JsonNode written, string path)
    {
        switch (given)
        {
            case JsonObject members:
                Assert.All(members, member => Contained(member.Value!, written[member.Key] ?? throw new InvalidOperationException($"{path}.{member.Key} is lost"), $"{path}.{member.Key}"));
                break;
            case JsonArray items:
                Assert.Equal(items.Count, written.AsArray().Count);
                Assert.All(items.Zip(written.AsArray()), pair => Contained(pair.First!, pair.Second!, $"{path}[]"));
                break;
            default:
                Assert.True(Same(given.ToString(), written.ToString()), $"{path}: {given} became {written}");
                break;
        }
    }

    private static bool Same(string given, string written) => (given, written) switch
    {
        ("on-failure", "OnFailure") => true,
        _ => given == written || (Quantity.TryParse(given, out var amount) && Quantity.TryParse(written, out var other) && amount == other),
    };

    private static T Read<T>(System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string json) =>
        JsonSerializer.Deserialize(json, type) ?? throw new InvalidOperationException("null");
}
