using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mooring.Kube.Client;
using Mooring.Kube.Configuration;
using Mooring.Kube.Models;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Kube.Transport;

public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new("kubernetes");

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task Trusted_server_is_spoken_to_in_version_two()
    {
        var protocol = "";
        await using var server = await StartAsync("127.0.0.1", http => protocol = http.Request.Protocol);
        using var kube = server.Client(config: Config());

        await ReadAsync(kube);

        Assert.Equal("HTTP/2", protocol);
    }

    [Fact]
    public async Task Server_of_another_authority_is_refused_and_says_why()
    {
        using var other = new TestAuthority("other");
        await using var server = await StartAsync("127.0.0.1", _ => { });
        using var kube = server.Client(config: Config() with { Authorities = Authorities(other) });

        var error = await Assert.ThrowsAsync<KubernetesException>(() => ReadAsync(kube));

        Assert.Equal(StatusReason.Unreachable, error.Reason);
        Assert.Contains("certificate", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Server_name_of_the_kubeconfig_is_the_one_that_is_checked()
    {
        await using var server = await StartAsync("api.internal", _ => { });
        using var right = server.Client(config: Config() with { TlsServerName = "api.internal" });
        using var wrong = server.Client(config: Config() with { TlsServerName = "elsewhere.internal" });
        using var without = server.Client(config: Config());

        await ReadAsync(right);
        await Assert.ThrowsAsync<KubernetesException>(() => ReadAsync(wrong));
        await Assert.ThrowsAsync<KubernetesException>(() => ReadAsync(without));
    }

    [Fact]
    public async Task Skipping_verification_skips_it()
    {
        await using var server = await StartAsync("elsewhere", _ => { });
        using var kube = server.Client(config: new(new Uri("https://unused"), SkipTlsVerify: true));

        await ReadAsync(kube);
    }

    [Fact]
    public async Task New_client_certificate_is_shown_as_soon_as_its_files_change()
    {
        var seen = new List<string>();
        await using var server = await StartAsync("127.0.0.1", http => seen.Add(http.Connection.ClientCertificate!.Subject), wantsClient: true);
        var (crt, key) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            await WritePairAsync(_authority.Issue("first"), crt, key, 0);
            using var kube = server.Client(config: Config() with { ClientCertificate = ClientCertificateSource.From(null, crt, null, key) });
            await ReadAsync(kube);
            await ReadAsync(kube);
            await WritePairAsync(_authority.Issue("second"), crt, key, 1);
            await ReadAsync(kube);
        }
        finally
        {
            File.Delete(crt);
            File.Delete(key);
        }

        Assert.Equal(["CN=first", "CN=first", "CN=second"], seen);
    }

    [Fact]
    public async Task Certificate_of_a_credential_program_is_shown()
    {
        var seen = new List<string>();
        await using var server = await StartAsync("127.0.0.1", http => seen.Add(http.Connection.ClientCertificate!.Subject), wantsClient: true);
        var pair = _authority.Issue("from-program");
        var answer = new JsonObject
        {
            ["apiVersion"] = "client.authentication.k8s.io/v1beta1",
            ["kind"] = "ExecCredential",
            ["status"] = new JsonObject { ["clientCertificateData"] = pair.CertificatePem, ["clientKeyData"] = pair.KeyPem },
        };
        var plugin = new ExecPlugin(
            "client.authentication.k8s.io/v1beta1", "sh", ["-c", "printf '%s' \"$ANSWER\""], new Dictionary<string, string> { ["ANSWER"] = answer.ToJsonString() });
        using var kube = server.Client(config: Config() with { Credentials = new KubeCredentials.Exec(plugin) });

        await ReadAsync(kube);

        Assert.Equal(["CN=from-program"], seen);
    }

    private static Task<V1Secret> ReadAsync(Kubernetes kube) => kube.ReadAsync(KubeResources.Secrets, new("n", "a"), Limit);

    private static async Task WritePairAsync(TestPair pair, string crt, string key, int minutesLater)
    {
        await File.WriteAllTextAsync(crt, pair.CertificatePem);
        await File.WriteAllTextAsync(key, pair.KeyPem);
        File.SetLastWriteTimeUtc(key, File.GetLastWriteTimeUtc(key).AddMinutes(minutesLater));
    }

    private static X509Certificate2Collection Authorities(TestAuthority authority)
    {
        var found = new X509Certificate2Collection();
        found.ImportFromPem(authority.Pem);
        return found;
    }

    private KubernetesClientConfiguration Config() => new(new Uri("https://unused"), Authorities: Authorities(_authority));

    private Task<ScriptedApiServer> StartAsync(string name, Action<HttpContext> note, bool wantsClient = false)
    {
        var pair = _authority.Issue(name, [name]);
        var certificate = X509Certificate2.CreateFromPem(pair.CertificatePem, pair.KeyPem);
        return ScriptedApiServer.StartAsync(
            http =>
            {
                note(http);
                return http.Response.WriteAsync("""{"metadata":{"name":"a"}}""");
            },
            certificate,
            wantsClient);
    }
}
