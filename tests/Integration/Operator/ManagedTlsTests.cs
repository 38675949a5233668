using System.Text;
using Mooring.Api;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>Certificates that a Cluster issues, used against a real engine and read by OpenSSL.</summary>
[Collection(TestbedGroup.Name)]
public sealed class ManagedTlsTests(TestbedFixture fixture)
{
    [RealFact]
    public async Task Node_is_reached_with_the_pair_its_cluster_issues_from_a_supplied_authority()
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        await scenario.StartOperatorAsync();
        var host = scenario.Testbed.Hosts[0];
        await scenario.ApplyAsync($$"""
            apiVersion: mooring.dev/v1alpha1
            kind: DockerNode
            metadata: { name: managed }
            spec:
              endpoint: tcp://{{host.Address}}:2376
              clusterRef: { name: demo }
              tls: { mode: Managed }
              probe: { interval: 1s, timeout: 1s, failureThreshold: 2, successThreshold: 1 }
            """);
        var waiting = await scenario.WaitReasonAsync("dockernode", "managed", ConditionTypes.TlsReady, Reasons.WaitingForCluster);
        Assert.Contains("Secret demo-operator-tls", waiting, StringComparison.Ordinal);

        await scenario.ApplyAsync("""{"apiVersion":"mooring.dev/v1alpha1","kind":"Cluster","metadata":{"name":"demo"},"spec":{"tls":{"caSecretRef":{"name":"engine-ca"}}}}""");
        await scenario.WaitReasonAsync("cluster", "demo", ConditionTypes.CaReady, Reasons.SecretNotFound);
        var authority = Path.Combine(scenario.Testbed.Directory, "engines");
        await scenario.KubectlAsync("create", "secret", "tls", "engine-ca", $"--cert={authority}/ca.pem", $"--key={authority}/ca-key.pem");

        await scenario.WaitReadyAsync("dockernode", "managed");
        await scenario.WaitReadyAsync("cluster", "demo");
        await scenario.WaitReasonAsync("cluster", "demo", ConditionTypes.CaReady, Reasons.CaProvided);
        await VerifyAsync(scenario, "demo-operator-tls", "ca.crt", "tls.crt");

        await scenario.KubectlAsync("delete", "cluster", "demo", "--timeout=30s");
        Assert.Equal("secret/engine-ca", await SecretsAsync(scenario, "engine-ca", "demo-ca", "demo-operator-tls", "demo-client"));
    }

    [RealFact]
    public async Task Generated_authority_signs_what_openssl_accepts_and_goes_with_its_cluster()
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        await scenario.StartOperatorAsync();
        await scenario.ApplyAsync("""{"apiVersion":"mooring.dev/v1alpha1","kind":"Cluster","metadata":{"name":"own"},"spec":{}}""");
        await scenario.WaitReasonAsync("cluster", "own", ConditionTypes.CaReady, Reasons.CaGenerated);
        Assert.Equal("secret/own-ca secret/own-operator-tls secret/own-client", await SecretsAsync(scenario, "own-ca", "own-operator-tls", "own-client"));
        Assert.Equal("own-client", (await scenario.GetAsync("cluster", "own"))["status"]!["clientSecretName"]!.GetValue<string>());
        await VerifyAsync(scenario, "own-operator-tls", "ca.crt", "tls.crt");
        await VerifyAsync(scenario, "own-client", "ca.pem", "cert.pem");

        await scenario.KubectlAsync("delete", "cluster", "own", "--timeout=30s");
        Assert.Equal("", await SecretsAsync(scenario, "own-ca", "own-operator-tls", "own-client"));
    }

    [RealFact]
    public async Task Lost_authority_is_told_of_and_never_replaced()
    {
        await using var scenario = await Scenario.CreateAsync(fixture);
        await scenario.StartOperatorAsync();
        await scenario.ApplyAsync("""{"apiVersion":"mooring.dev/v1alpha1","kind":"Cluster","metadata":{"name":"own"},"spec":{}}""");
        await scenario.WaitReasonAsync("cluster", "own", ConditionTypes.CaReady, Reasons.CaGenerated);
        var saved = await scenario.KubectlAsync("get", "secret", "own-ca", "-o", "json");

        await scenario.KubectlAsync("delete", "secret", "own-ca");
        var message = await scenario.WaitReasonAsync("cluster", "own", ConditionTypes.CaReady, Reasons.CaLost);
        Assert.Contains("Secret own-ca is gone; restore it", message, StringComparison.Ordinal);
        Assert.Equal("", await SecretsAsync(scenario, "own-ca"));

        await scenario.ApplyAsync(saved);
        await scenario.WaitReasonAsync("cluster", "own", ConditionTypes.CaReady, Reasons.CaGenerated);
    }

    private static async Task<string> SecretsAsync(Scenario scenario, params string[] names) =>
        (await scenario.KubectlAsync(["get", "secrets", .. names, "--ignore-not-found", "-o", "name"])).Trim().Replace('\n', ' ');

    /// <summary>Lets OpenSSL check a Secret's certificate as a client's, against the authority beside it.</summary>
    private static async Task VerifyAsync(Scenario scenario, string secret, string authority, string certificate)
    {
        var folder = Directory.CreateTempSubdirectory("mooring-").FullName;
        try
        {
            var data = (await scenario.GetAsync("secret", secret))["data"]!;
            foreach (var name in new[] { authority, certificate })
            {
                await File.WriteAllTextAsync(Path.Combine(folder, name), Encoding.UTF8.GetString(Convert.FromBase64String(data[name]!.GetValue<string>())));
            }

            var said = await Tool.RunAsync("openssl", ["verify", "-purpose", "sslclient", "-x509_strict", "-CAfile", Path.Combine(folder, authority), Path.Combine(folder, certificate)]);
            Assert.Contains("OK", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
