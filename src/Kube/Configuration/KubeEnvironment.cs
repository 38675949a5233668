namespace Mooring.Kube.Configuration;

/// <summary>What the surroundings of a process say about its API server. Read once by <c>Program.cs</c>; nobody else looks at variables.</summary>
/// <param name="Kubeconfig">List of files as in <c>KUBECONFIG</c>, separated by colons (semicolons on Windows).</param>
/// <param name="Home">Folder with <c>.kube/config</c>.</param>
/// <param name="Context">Context to use instead of the current one.</param>
/// <param name="ServiceHost"><c>KUBERNETES_SERVICE_HOST</c>: set inside a pod.</param>
/// <param name="ServicePort"><c>KUBERNETES_SERVICE_PORT</c>: set inside a pod.</param>
/// <param name="ServiceAccountFolder">Where a pod finds its token, namespace and CA.</param>
public sealed record KubeEnvironment(
    string? Kubeconfig = null,
    string? Home = null,
    string? Context = null,
    string? ServiceHost = null,
    string? ServicePort = null,
    string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount")
{
    /// <summary>Takes the usual variables, such as from <see cref="Environment.GetEnvironmentVariable(string)"/>.</summary>
    public static KubeEnvironment Read(Func<string, string?> variable) => new(
        variable("KUBECONFIG"),
        variable("HOME") ?? variable("USERPROFILE"),
        null,
        variable("KUBERNETES_SERVICE_HOST"),
        variable("KUBERNETES_SERVICE_PORT"));
}
