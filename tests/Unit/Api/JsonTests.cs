using System.Text.Json;
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

    [Fact]
    public void Absent_members_stay_absent_when_written()
    {
        var json = JsonSerializer.Serialize(
            new DockerNode(new V1ObjectMeta("a", "b"), new DockerNodeSpec("tcp://h:2376", new DockerNodeTls(TlsMode.Managed))), ApiJson.Default.DockerNode);

        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
        Assert.Contains("\"tls\":{\"mode\":\"Managed\"", json, StringComparison.Ordinal);
        Assert.Contains("\"interval\":\"10s\"", json, StringComparison.Ordinal);
    }

    private static T Read<T>(System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string json) =>
        JsonSerializer.Deserialize(json, type) ?? throw new InvalidOperationException("null");
}
