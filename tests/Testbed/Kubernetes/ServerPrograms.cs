using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Kubernetes;

/// <summary>Where the programs of the control plane are.</summary>
public static class ServerPrograms
{
    /// <summary>The environment's choice wins, then the search path, then what was built into the cache.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string KubeApiServer => FindKubeApiServer() ?? throw Missing("kube-apiserver");

    /// <summary>The etcd beside a chosen kube-apiserver, else the one on the search path.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Etcd => FromAssets("etcd") ?? Tool.Find("etcd") ?? throw Missing("etcd");

    /// <summary>The names of programs that are missing; empty when a control plane can start.</summary>
    public static IReadOnlyList<string> Missing() =>
    [
        .. FindKubeApiServer() is null ? ["kube-apiserver"] : Array.Empty<string>(),
        .. (FromAssets("etcd") ?? Tool.Find("etcd")) is null ? ["etcd"] : Array.Empty<string>(),
        .. Tool.Find("kubectl") is null ? ["kubectl"] : Array.Empty<string>(),
    ];

    private static string? FindKubeApiServer() =>
        Existing(Environment.GetEnvironmentVariable("KUBE_APISERVER"))
        ?? Tool.Find("kube-apiserver")
        ?? FromAssets("kube-apiserver")
        ?? CacheFolder.Newest("kube-apiserver", "kube-apiserver");

    private static string? FromAssets(string program) =>
        Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } folder ? Existing(Path.Combine(folder, program)) : null;

    private static string? Existing(string? path) => File.Exists(path) ? path : null;

    private static FileNotFoundException Missing(string program) => new($"no {program}: run hack/prerequisites.sh");
}
