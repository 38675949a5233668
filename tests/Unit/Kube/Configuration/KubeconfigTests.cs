using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mooring.Kube.Configuration;

namespace Mooring.Tests.Unit.Kube.Configuration;

public sealed class KubeconfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mooring-kubeconfig-").FullName;

    public static TheoryData<string, string> Broken => new()
    {
        { "no current context", "contexts: []" },
        { "no context work", "current-context: work" },
        { "no cluster c", "current-context: x\ncontexts: [{name: x, context: {cluster: c}}]" },
        { "has no server", "current-context: x\ncontexts: [{name: x, context: {cluster: c}}]\nclusters: [{name: c, cluster: {tls-server-name: y}}]" },
        { "is no http or https address", Minimal("server: 'ftp://x'") },
        { "is not base64", Minimal("server: 'https://x', certificate-authority-data: '%'") },
        { "does not exist", Minimal("server: 'https://x', certificate-authority: none.crt") },
        { "has a client certificate and no client key", Minimal("server: 'https://x'", "client-certificate-data: 'YQ=='") },
        { "auth-provider", Minimal("server: 'https://x'", "auth-provider: {name: gcp}") },
        { "v1 or v1beta1", Minimal("server: 'https://x'", "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: a}") },
        { "needs a terminal", Minimal("server: 'https://x'", "exec: {apiVersion: client.authentication.k8s.io/v1, command: a, interactiveMode: Always}") },
        { "at line 2", "a: b\n  c: [" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void First_file_that_names_a_thing_wins_and_missing_files_are_skipped()
    {
        var one = Write("one", """
            current-context: work
            clusters: [{name: c, cluster: {server: 'https://first:6443'}}]
            """);
        var two = Write("two", """
            current-context: other
            clusters: [{name: c, cluster: {server: 'https://second'}}, {name: d, cluster: {server: 'http://third/base'}}]
            contexts:
            - {name: work, context: {cluster: c, user: u, namespace: mine}}
            - {name: other, context: {cluster: d}}
            users: [{name: u, user: {token: abc}}]
            """);
        var environment = new KubeEnvironment($"{one}{Path.PathSeparator}{_folder}/missing{Path.PathSeparator}{two}");

        var work = KubernetesClientConfiguration.BuildDefaultConfig(environment);
        var other = KubernetesClientConfiguration.BuildDefaultConfig(environment with { Context = "other" });

        Assert.Equal((new Uri("https://first:6443"), "mine", new KubeCredentials.Token("abc")), (work.Host, work.Namespace, work.Credentials));
        Assert.Equal((new Uri("http://third/base"), "default", new KubeCredentials.None()), (other.Host, other.Namespace, other.Credentials));
    }

    [Fact]
    public void Home_is_looked_at_when_nothing_is_listed_and_the_pod_last()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".kube"));
        File.Move(Write("config", Minimal("server: 'https://home'")), Path.Combine(_folder, ".kube", "config"));
        Write("token", "pod-token");
        Write("namespace", "pod-namespace\n");
        var pod = new KubeEnvironment("", null, null, "10.0.0.1", "443", _folder);

        var home = KubernetesClientConfiguration.BuildDefaultConfig(pod with { Home = _folder });
        var inside = KubernetesClientConfiguration.BuildDefaultConfig(pod with { Home = "/nonexistent" });
        var six = KubernetesClientConfiguration.InClusterConfig(pod with { ServiceHost = "fd00::1" });

        Assert.Equal("home", home.Host.Host);
        Assert.Equal((new Uri("https://10.0.0.1:443/"), "pod-namespace"), (inside.Host, inside.Namespace));
        Assert.Equal(Path.Combine(_folder, "token"), Assert.IsType<KubeCredentials.TokenFile>(inside.Credentials).Path);
        Assert.Equal("[fd00::1]", six.Host.Host);
        Assert.Throws<KubeconfigException>(() => KubernetesClientConfiguration.BuildDefaultConfig(new KubeEnvironment(Home: "/nonexistent")));
    }

    [Fact]
    public void Paths_start_from_the_file_they_stand_in()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Directory.CreateDirectory(Path.Combine(_folder, "pki"));
        Write("pki/ca.crt", certificate.ExportCertificatePem());
        Write("pki/tls.crt", certificate.ExportCertificatePem());
        var keyData = Convert.ToBase64String(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));

        var config = KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("config", Minimal(
            "server: 'https://x', certificate-authority: pki/ca.crt, tls-server-name: api, proxy-url: 'socks5://p:1080'",
            $"client-certificate: pki/tls.crt, client-key-data: {keyData}, tokenFile: pki/token")));

        Assert.Equal(certificate.Thumbprint, Assert.Single(config.Authorities!).Thumbprint);
        Assert.True(config.ClientCertificate!.Load().HasPrivateKey);
        Assert.Same(config.ClientCertificate.Load(), config.ClientCertificate.Load());
        Assert.Equal(("api", new Uri("socks5://p:1080"), false), (config.TlsServerName, config.Proxy, config.SkipTlsVerify));
        Assert.Equal(Path.Combine(_folder, "pki/token"), Assert.IsType<KubeCredentials.TokenFile>(config.Credentials).Path);
    }

    [Fact]
    public void Client_certificate_files_are_read_again_when_they_change_and_half_a_change_is_waited_out()
    {
        var (first, second) = (Pair("CN=first"), Pair("CN=second"));
        var (crt, key) = (Write("tls.crt", first.Certificate), Write("tls.key", first.Key));
        var source = ClientCertificateSource.From(null, crt, null, key);
        Assert.Equal("CN=first", source.Load().Subject);

        Touch(Write("tls.crt", second.Certificate), 1);
        Assert.Equal("CN=first", source.Load().Subject);
        Touch(Write("tls.key", second.Key), 2);

        Assert.Equal("CN=second", source.Load().Subject);
    }

    [Fact]
    public void Exec_plugin_is_read_whole()
    {
        var config = KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("config", Minimal("server: 'https://x:1'", """
            exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./bin/login, args: [a, 'b c'], provideClusterInfo: true,
                   env: [{name: A, value: '1'}, {name: B, value: '2'}], installHint: 'apt install login', interactiveMode: IfAvailable}
            """)));

        var plugin = Assert.IsType<KubeCredentials.Exec>(config.Credentials).Plugin;
        Assert.Equal(Path.Combine(_folder, "bin/login"), plugin.Command);
        Assert.Equal(["a", "b c"], plugin.Arguments);
        Assert.Equal(("1", "2", "apt install login"), (plugin.Environment["A"], plugin.Environment["B"], plugin.InstallHint));
        Assert.Contains("https://x:1", plugin.Cluster, StringComparison.Ordinal);
    }

    [Fact]
    public void Verification_is_skipped_only_when_the_kubeconfig_says_so()
    {
        Assert.True(KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("a", Minimal("server: 'https://x', insecure-skip-tls-verify: true"))).SkipTlsVerify);
        Assert.False(KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("b", Minimal("server: 'https://x', insecure-skip-tls-verify: 'false'"))).SkipTlsVerify);
    }

    [Fact]
    public void Impersonation_is_kept()
    {
        var config = KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("config", Minimal(
            "server: 'https://x'", "token: t, as: jane, as-groups: [a, b], as-user-extra: {scopes: [x, y]}")));

        Assert.Equal("jane", config.Impersonation!.User);
        Assert.Equal(["a", "b"], config.Impersonation.Groups);
        Assert.Equal(["x", "y"], config.Impersonation.Extra["scopes"]);
    }

    [Theory, MemberData(nameof(Broken))]
    public void Broken_kubeconfig_says_what_is_wrong(string expected, string yaml)
    {
        var error = Assert.Throws<KubeconfigException>(() => KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("config", yaml)));

        Assert.Contains(expected.Replace("no current context", "current-context", StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_is_printed()
    {
        var config = KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("config", Minimal("server: 'https://x'", "token: very-secret")));
        var basic = KubernetesClientConfiguration.BuildConfigFromConfigFile(Write("basic", Minimal("server: 'https://x'", "username: u, password: very-secret")));

        Assert.DoesNotContain("very-secret", $"{config} {basic}", StringComparison.Ordinal);
    }

    private static string Minimal(string cluster, string user = "") => $$$"""
        current-context: x
        contexts: [{name: x, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {{{{cluster}}}}}]
        users: [{name: u, user: {{{{user}}}}}]
        """;

    private static (string Certificate, string Key) Pair(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static void Touch(string file, int minutes) => File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddMinutes(minutes));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
