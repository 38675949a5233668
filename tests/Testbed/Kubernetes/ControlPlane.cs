using System.Text;
using System.Text.Json.Nodes;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Kubernetes;

/// <summary>A real Kubernetes control plane: etcd and kube-apiserver, without controllers, scheduler or nodes.</summary>
public sealed class ControlPlane
{
    private readonly Instance _instance;

    public ControlPlane(Instance instance)
    {
        _instance = instance;
        Etcd = new(instance, new("etcd", instance.Subnet.Gateway));
        ApiServer = new(instance, Etcd);
        KubeconfigFile = Path.Combine(instance.Directory, "kubeconfig");
    }

    /// <summary>The store of the API server.</summary>
    public EtcdServer Etcd { get; }

    /// <summary>The API server, to stop, start, hang and audit.</summary>
    public ApiServer ApiServer { get; }

    /// <summary>A kubeconfig with all rights.</summary>
    public string KubeconfigFile { get; }

    /// <summary>Starts what does not run and waits until all is ready.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        await Etcd.StartAsync(ct);
        await ApiServer.StartAsync(ct);
        var text = Kubeconfig.ForToken(ApiServer.Url, ApiServer.Authority.CertificatePem, "admin", ApiServer.AdminToken);
        await SecretFile.WriteAsync(KubeconfigFile, text, ct);
    }

    /// <summary>Stops both servers and keeps their data.</summary>
    public async Task StopAsync(CancellationToken ct = default)
    {
        await ApiServer.StopAsync(ct);
        await Etcd.StopAsync(ct);
    }

    /// <summary>Restarts the API server: open watches end, clients are refused meanwhile.</summary>
    public async Task RestartApiServerAsync(CancellationToken ct = default)
    {
        await ApiServer.StopAsync(ct);
        await ApiServer.StartAsync(ct);
    }

    /// <summary>
    /// Makes each resource version that was handed out so far too old to watch from (410). The API server is restarted for it,
    /// because its own cache would go on serving what etcd forgot.
    /// </summary>
    public async Task ExpireResourceVersionsAsync(CancellationToken ct = default)
    {
        await ApiServer.StopAsync(ct);
        // The cache starts at the newest revision, so that one must be later than any that was handed out.
        await Etcd.PutAsync("/testbed/expired", "", ct);
        await Etcd.CompactAsync(ct);
        await ApiServer.StartAsync(ct);
    }

    /// <summary>Writes a kubeconfig of a user with a client certificate. The user has the rights that RBAC gives, none at first.</summary>
    /// <returns>The path of the file.</returns>
    public async Task<string> WriteUserKubeconfigAsync(string user, IReadOnlyList<string> groups, CancellationToken ct = default)
    {
        var pair = ApiServer.Authority.Issue(new(user) { Organizations = groups });
        var file = Path.Combine(_instance.Directory, "kubeconfigs", user);
        await SecretFile.WriteAsync(file, Kubeconfig.ForCertificate(ApiServer.Url, ApiServer.Authority.CertificatePem, user, pair), ct);
        return file;
    }

    /// <summary>
    /// Writes what a pod of a service account finds in <c>/var/run/secrets/kubernetes.io/serviceaccount</c>: <c>token</c>, <c>ca.crt</c>
    /// and <c>namespace</c>, and a <c>kubeconfig</c> for it. The account is made when missing; RBAC gives it rights.
    /// </summary>
    /// <param name="space">Namespace of the account.</param>
    /// <param name="account">Name of the account.</param>
    /// <param name="lifetime">How long the token is valid, at least ten minutes.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The path of the folder.</returns>
    public async Task<string> WriteServiceAccountAsync(string space, string account, TimeSpan lifetime, CancellationToken ct = default)
    {
        var yaml = $"apiVersion: v1\nkind: ServiceAccount\nmetadata: {{name: {account}, namespace: {space}}}\n";
        await KubectlAsync(["apply", "-f", "-"], yaml, ct);
        var request = new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["spec"] = new JsonObject { ["expirationSeconds"] = (long)lifetime.TotalSeconds },
        };
        var answer = JsonNode.Parse(await PostAsync($"/api/v1/namespaces/{space}/serviceaccounts/{account}/token", request, ct))!;
        var token = answer["status"]!["token"]!.GetValue<string>();

        var folder = Path.Combine(_instance.Directory, "serviceaccounts", space, account);
        var authority = ApiServer.Authority.CertificatePem;
        await SecretFile.WriteAsync(Path.Combine(folder, "token"), token, ct);
        await SecretFile.WriteAsync(Path.Combine(folder, "ca.crt"), authority, ct);
        await SecretFile.WriteAsync(Path.Combine(folder, "namespace"), space, ct);
        await SecretFile.WriteAsync(Path.Combine(folder, "kubeconfig"), Kubeconfig.ForToken(ApiServer.Url, authority, account, token), ct);
        return folder;
    }

    /// <summary>Runs kubectl with all rights and returns what it printed.</summary>
    /// <exception cref="ToolFailedException">It ended with an error.</exception>
    public Task<string> KubectlAsync(IReadOnlyList<string> arguments, string input = "", CancellationToken ct = default) =>
        Tool.RunAsync(
            new CommandLine("kubectl", [$"--kubeconfig={KubeconfigFile}", $"--cache-dir={Path.Combine(_instance.Directory, "kubectl")}", .. arguments])
            {
                StandardInput = input,
            },
            ct);

    private async Task<string> PostAsync(string path, JsonObject body, CancellationToken ct)
    {
        using var client = ApiServer.CreateClient();
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(ct);
    }
}
