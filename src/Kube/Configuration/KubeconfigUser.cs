using System.Text.Json.Nodes;

namespace Mooring.Kube.Configuration;

/// <summary>Reads the <c>user</c> part of a kubeconfig.</summary>
internal static class KubeconfigUser
{
    /// <summary>A token beats a password beats a program; a token file beats a token, as in client-go.</summary>
    public static KubeCredentials Credentials(KubeconfigEntry user, KubeconfigEntry cluster)
    {
        if (user.File("tokenFile") is { } file)
        {
            return new KubeCredentials.TokenFile(file);
        }

        if (user.Text("token") is { } token)
        {
            return new KubeCredentials.Token(token);
        }

        if (user.Text("username") is { } name)
        {
            return new KubeCredentials.Basic(name, user.Text("password") ?? "");
        }

        if (user.Part("exec") is { } exec)
        {
            return new KubeCredentials.Exec(Plugin(exec, cluster));
        }

        return user.Part("auth-provider") is null
            ? new KubeCredentials.None()
            : throw new KubeconfigException($"{user.Name}: auth-provider is gone from Kubernetes since 1.26; use exec");
    }

    public static ClientCertificateSource? Certificate(KubeconfigEntry user)
    {
        var (certificate, key) = (Data(user, "client-certificate-data"), Data(user, "client-key-data"));
        var (certificateFile, keyFile) = (user.File("client-certificate"), user.File("client-key"));
        return (certificate ?? certificateFile, key ?? keyFile) switch
        {
            (null, null) => null,
            (null, _) => throw new KubeconfigException($"{user.Name} has a client key and no client certificate"),
            (_, null) => throw new KubeconfigException($"{user.Name} has a client certificate and no client key"),
            _ => ClientCertificateSource.From(certificate, certificateFile, key, keyFile),
        };
    }

    public static Impersonation? Impersonation(KubeconfigEntry user) =>
        user.Text("as") is { } name
            ? new(name, user.Text("as-uid"), user.Texts("as-groups"), Extra(user.Part("as-user-extra")))
            : user.Texts("as-groups").Count == 0 ? null : throw new KubeconfigException($"{user.Name}: as-groups needs as");

    private static Dictionary<string, IReadOnlyList<string>> Extra(KubeconfigEntry? extra) =>
        extra?.Members.ToDictionary(member => member, extra.Texts) ?? [];

    private static string? Data(KubeconfigEntry user, string member) =>
        user.Text(member) is { } text ? Pem.FromBase64(text, $"{user.Name}: {member}") : null;

    private static ExecPlugin Plugin(KubeconfigEntry exec, KubeconfigEntry cluster)
    {
        var version = exec.Text("apiVersion");
        if (version is not ("client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1"))
        {
            throw new KubeconfigException($"{exec.Name}: apiVersion must be client.authentication.k8s.io/v1 or v1beta1");
        }

        if (exec.Text("interactiveMode") is "Always")
        {
            throw new KubeconfigException($"{exec.Name}: interactiveMode Always needs a terminal, and there is none");
        }

        var command = exec.Text("command") ?? throw new KubeconfigException($"{exec.Name}: command is missing");
        return new(
            version,
            command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Path.GetFullPath(command, exec.Folder) : command,
            exec.Texts("args"),
            exec.Parts("env").GroupBy(item => item.Text("name") ?? "").ToDictionary(same => same.Key, same => same.Last().Text("value") ?? ""),
            exec.Text("installHint"),
            exec.Flag("provideClusterInfo") ? ClusterInfo(cluster).ToJsonString() : null);
    }

    private static JsonObject ClusterInfo(KubeconfigEntry cluster) => new()
    {
        ["server"] = cluster.Text("server"),
        ["tls-server-name"] = cluster.Text("tls-server-name"),
        ["insecure-skip-tls-verify"] = cluster.Flag("insecure-skip-tls-verify"),
        ["certificate-authority-data"] = cluster.Text("certificate-authority-data")
            ?? (cluster.File("certificate-authority") is { } file ? Convert.ToBase64String(File.ReadAllBytes(file)) : null),
        ["proxy-url"] = cluster.Text("proxy-url"),
    };
}
