using System.Net;
using System.Text.Json.Nodes;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Testbed;

[Collection(TestbedGroup.Name)]
public sealed class ControlPlaneTests(TestbedFixture fixture)
{
    private const string Crd = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: buoys.testbed.example}
        spec:
          group: testbed.example
          scope: Namespaced
          names: {plural: buoys, singular: buoy, kind: Buoy, listKind: BuoyList}
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """;

    private const string Buoy = """
        apiVersion: testbed.example/v1
        kind: Buoy
        metadata: {name: red, namespace: default}
        spec: {colour: red}
        """;

    [RealFact]
    public async Task Api_server_takes_a_definition_and_its_objects()
    {
        var cluster = (await fixture.StartAsync()).ControlPlane;

        await cluster.KubectlAsync(["apply", "-f", "-"], Crd);
        await cluster.KubectlAsync(["wait", "--for=condition=Established", "--timeout=30s", "crd/buoys.testbed.example"]);
        await cluster.KubectlAsync(["apply", "-f", "-"], Buoy);
        var colour = await cluster.KubectlAsync(["get", "buoys", "red", "--output=jsonpath={.spec.colour}"]);
        await cluster.KubectlAsync(["delete", "crd", "buoys.testbed.example"]);

        Assert.Equal("red", colour);
    }

    [RealFact]
    public async Task Watch_from_a_version_before_compaction_is_answered_with_410()
    {
        var cluster = (await fixture.StartAsync()).ControlPlane;
        await cluster.KubectlAsync(["create", "configmap", "expiry"]);
        using var client = cluster.ApiServer.CreateClient();
        var list = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/namespaces/default/configmaps", UriKind.Relative)))!;
        var version = list["metadata"]!["resourceVersion"]!.GetValue<string>();

        await cluster.KubectlAsync(["delete", "configmap", "expiry"]);
        await cluster.ExpireResourceVersionsAsync();
        var watch = await client.GetStringAsync(
            new Uri($"/api/v1/namespaces/default/configmaps?watch=1&timeoutSeconds=5&resourceVersion={version}", UriKind.Relative));

        // The answer itself is 200: the error is the first event of the watch.
        var first = JsonNode.Parse(watch.Split('\n')[0])!;
        Assert.Equal("ERROR", first["type"]!.GetValue<string>());
        Assert.Equal((int)HttpStatusCode.Gone, first["object"]!["code"]!.GetValue<int>());
    }

    [RealFact]
    public async Task User_has_the_rights_that_rbac_gives()
    {
        var cluster = (await fixture.StartAsync()).ControlPlane;
        var file = await cluster.WriteUserKubeconfigAsync("ann", ["sailors"]);
        string[] get = ["--kubeconfig", file, "get", "configmaps", "--namespace=default"];

        var fault = await Assert.ThrowsAsync<ToolFailedException>(() => Tool.RunAsync("kubectl", get));
        await cluster.KubectlAsync(["create", "role", "reader", "--verb=list,get", "--resource=configmaps"]);
        await cluster.KubectlAsync(["create", "rolebinding", "sailors", "--role=reader", "--group=sailors"]);
        await Wait.UntilAsync("the binding to be seen", TimeSpan.FromSeconds(30), async ct => await SucceedsAsync(get, ct));
        await cluster.KubectlAsync(["delete", "role/reader", "rolebinding/sailors"]);

        Assert.Contains("Forbidden", fault.Output, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Service_account_is_known_by_its_token()
    {
        var cluster = (await fixture.StartAsync()).ControlPlane;
        var folder = await cluster.WriteServiceAccountAsync("default", "pilot", TimeSpan.FromHours(1));

        var fault = await Assert.ThrowsAsync<ToolFailedException>(
            () => Tool.RunAsync("kubectl", ["--kubeconfig", Path.Combine(folder, "kubeconfig"), "get", "secrets"]));

        Assert.Contains("system:serviceaccount:default:pilot", fault.Output, StringComparison.Ordinal);
        Assert.Equal("default", await File.ReadAllTextAsync(Path.Combine(folder, "namespace")));
    }

    [RealFact]
    public async Task Audit_log_holds_who_wrote_what()
    {
        var cluster = (await fixture.StartAsync()).ControlPlane;
        var before = (await cluster.ApiServer.Audit.ReadAsync()).Count;

        await cluster.KubectlAsync(["create", "configmap", "audited"]);
        await cluster.KubectlAsync(["delete", "configmap", "audited"]);

        var writes = (await cluster.ApiServer.Audit.ReadAsync()).Skip(before).Where(seen => seen is { IsWrite: true, Resource: "configmaps", Name: "audited" });
        Assert.Equal([("create", "admin", 201), ("delete", "admin", 200)], writes.Select(write => (write.Verb, write.User, write.Code)));
    }

    [RealFact]
    public async Task Etcd_of_its_own_keeps_keys_behind_tls()
    {
        var testbed = await fixture.StartAsync();
        var etcd = await testbed.AddEtcdAsync(testbed.EngineAuthority);

        await etcd.PutAsync("/docker/nodes/a", "10.0.0.1:2376");
        await etcd.StopAsync();
        await etcd.StartAsync();
        var (kept, missing) = (await etcd.GetAsync("/docker/nodes/a"), await etcd.GetAsync("/docker/nodes/b"));
        await etcd.StopAsync();

        Assert.Equal(("10.0.0.1:2376", null), (kept, missing));
        Assert.Equal("https", etcd.Endpoint.Scheme);
    }

    private static async Task<bool> SucceedsAsync(string[] kubectl, CancellationToken ct)
    {
        try
        {
            await Tool.RunAsync("kubectl", kubectl, ct);
            return true;
        }
        catch (ToolFailedException)
        {
            return false;
        }
    }
}
