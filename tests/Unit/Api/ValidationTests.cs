using System.Reflection;
using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Api.Schema;

namespace Mooring.Tests.Unit.Api;

/// <summary>What the API server would refuse and older ones let through, and what no schema can say.</summary>
public sealed class ValidationTests
{
    public static TheoryData<int> Samples => [.. Enumerable.Range(0, RuleSample.All.Count)];

    [Theory, MemberData(nameof(Samples))]
    public void Sample_breaks_exactly_the_rule_it_names(int index)
    {
        var sample = RuleSample.All[index];

        var errors = sample.Validate();

        Assert.Equal(sample.Rule.Length > 0 ? [$"{sample.Path}: {sample.Message}"] : [], errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Every_rule_of_the_schemas_has_a_sample()
    {
        var messages = typeof(MooringApi).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<CelRuleAttribute>()).Select(rule => rule.Message);
        var constants = typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        var sampled = RuleSample.All.Where(sample => sample.Rule.Length > 0).Select(sample => sample.Message).ToHashSet();

        Assert.Equal(messages.ToHashSet(), constants.ToHashSet());
        Assert.Empty(constants.Except(sampled));
    }

    [Theory]
    [InlineData("spec.endpoint", """{"endpoint":"tcp://h:70000","tls":{"mode":"Disabled"}}""")]
    [InlineData("spec.endpoint", """{"endpoint":"tcp://999.1.1.1:2376","tls":{"mode":"Disabled"}}""")]
    [InlineData("spec.endpoint", """{"endpoint":"https://h:2376","tls":{"mode":"Disabled"}}""")]
    [InlineData("spec.tls.serverName", """{"endpoint":"tcp://h:1","tls":{"secretRef":{"name":"s"},"serverName":"a b"}}""")]
    [InlineData("spec.tls.extraSubjectAltNames[1]", """{"endpoint":"tcp://h:1","tls":{"mode":"Managed","extraSubjectAltNames":["a","*"]}}""")]
    [InlineData("spec.probe.interval", """{"endpoint":"unix:///s","probe":{"interval":"2h"}}""")]
    [InlineData("spec.probe.timeout", """{"endpoint":"unix:///s","probe":{"timeout":"1ms"}}""")]
    [InlineData("spec.probe.timeout", """{"endpoint":"unix:///s","probe":{"interval":"2s"}}""")]
    [InlineData("spec.capacity.cpus", """{"endpoint":"unix:///s","capacity":{"cpus":-1}}""")]
    [InlineData("spec.reserved.memory", """{"endpoint":"unix:///s","capacity":{"memory":"1Gi"},"reserved":{"memory":"2Gi"}}""")]
    [InlineData("spec.firewall.rules[0].ports[0]", """{"endpoint":"unix:///s","firewall":{"rules":[{"name":"a","ports":["80-22"]}]}}""")]
    [InlineData("spec.firewall.rules[0].from[0]", """{"endpoint":"unix:///s","firewall":{"rules":[{"name":"a","ports":["22"],"from":["10.0.0.1/8"]}]}}""")]
    public void DockerNode_names_the_field_when(string path, string spec) => Broken(path, DockerNode.KindName, spec);

    [Theory]
    [InlineData("spec.nodeSelector.matchLabels", """{"nodeSelector":{"matchLabels":{"a b":"c"}}}""")]
    [InlineData("spec.tls.caLifetime", """{"tls":{"caLifetime":"200000h"}}""")]
    [InlineData("spec.tls.certificateLifetime", """{"tls":{"caLifetime":"1h"}}""")]
    [InlineData("spec.tls.renewBefore", """{"tls":{"renewBefore":"720h"}}""")]
    [InlineData("spec.discovery.endpoints[0]", """{"discovery":{"type":"Etcd","endpoints":["http://h:2379"]}}""")]
    [InlineData("spec.discovery.path", """{"discovery":{"type":"File","path":"nodes"}}""")]
    [InlineData("spec.discovery.managed.peerPort", """{"discovery":{"type":"Etcd","managed":{"image":"etcd","peerPort":2379}}}""")]
    [InlineData("spec.swarm.agent.ttl", """{"swarm":{"agent":{"heartbeat":"60s","ttl":"60s"}}}""")]
    [InlineData("spec.swarm.agent.heartbeat", """{"swarm":{"agent":{"heartbeat":"500ms"}}}""")]
    [InlineData("spec.swarm.manager.filters[1]", """{"swarm":{"manager":{"filters":["Port","Port"]}}}""")]
    [InlineData("spec.swarm.image", """{"swarm":{"image":"team/Upper"}}""")]
    [InlineData("spec.networks[1].subnets[0]", """{"networks":[{"name":"a","subnets":["10.0.0.0/8"]},{"name":"b","subnets":["10.1.0.0/16"]}]}""")]
    [InlineData("spec.networks[0].subnets[0]", """{"networks":[{"name":"a","subnets":["10.0.0.300/8"]}]}""")]
    [InlineData("spec.registry.mirrors[0]", """{"registry":{"mirrors":["mirror"]}}""")]
    public void Cluster_names_the_field_when(string path, string spec) => Broken(path, Cluster.KindName, spec);

    [Theory]
    [InlineData("spec.constraints[1]", """{"constraints":["a==b","zone"],"template":{"image":"x"}}""")]
    [InlineData("spec.affinities[0]", """{"affinities":["zone"],"template":{"image":"x"}}""")]
    [InlineData("spec.update.maxUnavailable", """{"update":{"maxUnavailable":"101%"},"template":{"image":"x"}}""")]
    [InlineData("spec.update.maxSurge", """{"update":{"maxSurge":-1},"template":{"image":"x"}}""")]
    [InlineData("spec.reschedule.after", """{"reschedule":{"after":"10ms"},"template":{"image":"x"}}""")]
    [InlineData("spec.template.image", """{"template":{"image":"a b"}}""")]
    [InlineData("spec.template.image", """{"template":{"image":"x:"}}""")]
    [InlineData("spec.template.env[1].name", """{"template":{"image":"x","env":[{"name":"A"},{"name":"A"}]}}""")]
    [InlineData("spec.template.ports[1].containerPort", """{"template":{"image":"x","ports":[{"containerPort":80},{"containerPort":80}]}}""")]
    [InlineData("spec.template.ports[1].hostPort", """{"template":{"image":"x","ports":[{"containerPort":80,"hostPort":1},{"containerPort":81,"hostPort":1}]}}""")]
    [InlineData("spec.template.ports[1].name", """{"template":{"image":"x","ports":[{"containerPort":80,"name":"a"},{"containerPort":81,"name":"a"}]}}""")]
    [InlineData("spec.template.ports[0].hostIP", """{"template":{"image":"x","ports":[{"containerPort":80,"hostPort":1,"hostIP":"1.2.3"}]}}""")]
    [InlineData("spec.template.mounts[1].mountPath", """{"template":{"image":"x","mounts":[{"mountPath":"/a","type":"Tmpfs"},{"mountPath":"/a/","type":"Tmpfs"}]}}""")]
    [InlineData("spec.template.mounts[0].mountPath", """{"template":{"image":"x","mounts":[{"mountPath":"/","type":"Tmpfs"}]}}""")]
    [InlineData(
        "spec.template.mounts[0].secret.items[0].path",
        """{"template":{"image":"x","mounts":[{"mountPath":"/a","type":"Secret","secret":{"name":"s","items":[{"key":"k","path":"../x"}]}}]}}""")]
    [InlineData("spec.template.networks[0].ipAddress", """{"template":{"image":"x","networks":[{"name":"n","ipAddress":"fd00::1"}]}}""")]
    [InlineData("spec.template.resources.limits.memory", """{"template":{"image":"x","resources":{"limits":{"memory":"4Mi"}}}}""")]
    [InlineData("spec.template.resources.limits.cpu", """{"template":{"image":"x","resources":{"limits":{"cpu":"1m"}}}}""")]
    [InlineData("spec.template.resources.requests.cpu", """{"template":{"image":"x","resources":{"requests":{"cpu":2},"limits":{"cpu":1}}}}""")]
    [InlineData("spec.template.healthcheck.interval", """{"template":{"image":"x","healthcheck":{"test":["CMD-SHELL","true"],"interval":"0s"}}}""")]
    [InlineData("spec.template.dns[0]", """{"template":{"image":"x","dns":["10.1"]}}""")]
    [InlineData("spec.template.extraHosts[0]", """{"template":{"image":"x","extraHosts":["db:nowhere"]}}""")]
    [InlineData("spec.template.shmSize", """{"template":{"image":"x","shmSize":0}}""")]
    [InlineData("spec.template.gpus.count", """{"template":{"image":"x","gpus":{"count":0}}}""")]
    public void Placement_names_the_field_when(string path, string spec) => Broken(path, Placement.KindName, spec);

    private static void Broken(string path, string kind, string spec) =>
        Assert.Equal([path], RuleSample.Validate(kind, JsonNode.Parse(spec)!).Select(error => error.Path));
}
