using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mooring.Kube.Configuration;

/// <summary>
/// One or several kubeconfig files merged as kubectl does: files that do not exist are skipped, the first file to name a
/// cluster, user, context or current context wins, and paths are relative to the file they stand in.
/// </summary>
internal sealed class Kubeconfig
{
    private readonly Dictionary<string, KubeconfigEntry> _clusters = [];
    private readonly Dictionary<string, KubeconfigEntry> _users = [];
    private readonly Dictionary<string, KubeconfigEntry> _contexts = [];
    private string? _currentContext;

    public static Kubeconfig Load(IReadOnlyList<string> files)
    {
        var merged = new Kubeconfig();
        var present = files.Where(File.Exists).ToList();
        if (present.Count == 0)
        {
            throw new KubeconfigException($"None of these kubeconfigs exists: {string.Join(", ", files)}");
        }

        present.ForEach(merged.Add);
        return merged;
    }

    public KubernetesClientConfiguration Build(string? contextName)
    {
        var name = contextName ?? _currentContext ?? throw new KubeconfigException("The kubeconfig sets no current-context; name one");
        var context = Find(_contexts, "context", name);
        var cluster = Find(_clusters, "cluster", context.Text("cluster") ?? throw new KubeconfigException($"{context.Name} names no cluster"));
        var user = context.Text("user") is { } userName ? Find(_users, "user", userName) : null;

        var server = cluster.Text("server") ?? throw new KubeconfigException($"{cluster.Name} has no server");
        if (!Uri.TryCreate(server, UriKind.Absolute, out var host) || (host.Scheme != Uri.UriSchemeHttps && host.Scheme != Uri.UriSchemeHttp))
        {
            throw new KubeconfigException($"{cluster.Name}: server is no http or https address");
        }

        var authorities = KubeconfigCluster.Authorities(cluster);
        if (authorities is not null && cluster.Flag("insecure-skip-tls-verify"))
        {
            throw new KubeconfigException($"{cluster.Name} has a certificate authority and says insecure-skip-tls-verify; it can only mean one");
        }

        return new(
            host,
            context.Text("namespace") ?? "default",
            authorities,
            user is null ? null : KubeconfigUser.Credentials(user, cluster),
            user is null ? null : KubeconfigUser.Certificate(user),
            cluster.Text("tls-server-name"),
            KubeconfigCluster.Proxy(cluster),
            cluster.Flag("insecure-skip-tls-verify"),
            user is null ? null : KubeconfigUser.Impersonation(user));
    }

    private static KubeconfigEntry Find(Dictionary<string, KubeconfigEntry> entries, string kind, string name) =>
        entries.TryGetValue(name, out var found) ? found : throw new KubeconfigException($"The kubeconfig has no {kind} {name}");

    private void Add(string file)
    {
        var document = new YamlStream();
        try
        {
            using var reader = File.OpenText(file);
            document.Load(reader);
        }
        catch (Exception e) when (e is YamlException or IOException or UnauthorizedAccessException)
        {
            // A parser's message may quote the line, and the line may be a key.
            throw new KubeconfigException($"Kubeconfig {file} is not readable as YAML{(e is YamlException y ? $" at line {y.Start.Line}" : "")}");
        }

        if (document.Documents.FirstOrDefault()?.RootNode is not YamlMappingNode body)
        {
            return;
        }

        var root = new KubeconfigEntry(file, body, Path.GetDirectoryName(Path.GetFullPath(file))!);
        _currentContext ??= root.Text("current-context");
        Merge(root, "clusters", "cluster", _clusters);
        Merge(root, "users", "user", _users);
        Merge(root, "contexts", "context", _contexts);
    }

    private static void Merge(KubeconfigEntry root, string list, string member, Dictionary<string, KubeconfigEntry> into)
    {
        foreach (var item in root.Parts(list))
        {
            if (item.Text("name") is { } name && item.Part(member) is { } entry)
            {
                into.TryAdd(name, entry with { Name = $"{root.Name}: {member} {name}" });
            }
        }
    }
}
