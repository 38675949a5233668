using System.Security.Cryptography.X509Certificates;

namespace Mooring.Kube.Configuration;

/// <summary>Where the API server is and how to be known there.</summary>
/// <param name="Host">Base address, such as <c>https://10.0.0.1:6443</c>.</param>
/// <param name="Namespace">The namespace meant when none is said.</param>
/// <param name="Authorities">Roots that alone are trusted; null for the system's.</param>
/// <param name="Credentials">How requests prove who sends them.</param>
/// <param name="ClientCertificate">For mutual TLS, or null.</param>
/// <param name="TlsServerName">Name the server's certificate must have, when it is not that of <paramref name="Host"/>.</param>
/// <param name="Proxy">Proxy to go through; the process's own settings when null.</param>
/// <param name="SkipTlsVerify">True only when a kubeconfig says <c>insecure-skip-tls-verify</c>.</param>
/// <param name="Impersonation">Who to act as, or null.</param>
public sealed record KubernetesClientConfiguration(
    Uri Host,
    string Namespace = "default",
    X509Certificate2Collection? Authorities = null,
    KubeCredentials? Credentials = null,
    ClientCertificateSource? ClientCertificate = null,
    string? TlsServerName = null,
    Uri? Proxy = null,
    bool SkipTlsVerify = false,
    Impersonation? Impersonation = null)
{
    /// <summary>How requests prove who sends them.</summary>
    public KubeCredentials Credentials { get; init; } = Credentials ?? new KubeCredentials.None();

    /// <summary>
    /// The files of <c>KUBECONFIG</c> merged, else <c>~/.kube/config</c>, else the pod's service account.
    /// Throws <see cref="KubeconfigException"/> when there is nothing or it is not usable.
    /// </summary>
    public static KubernetesClientConfiguration BuildDefaultConfig(KubeEnvironment environment)
    {
        var listed = (environment.Kubeconfig ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (listed.Length > 0)
        {
            return Kubeconfig.Load(listed).Build(environment.Context);
        }

        if (environment.Home is { Length: > 0 } home && Path.Combine(home, ".kube", "config") is var usual && File.Exists(usual))
        {
            return Kubeconfig.Load([usual]).Build(environment.Context);
        }

        return environment.ServiceHost is { Length: > 0 }
            ? InClusterConfig(environment)
            : throw new KubeconfigException("No kubeconfig: KUBECONFIG is not set, ~/.kube/config does not exist, and this is not a pod");
    }

    /// <summary>One kubeconfig file and one of its contexts, the current one when null.</summary>
    public static KubernetesClientConfiguration BuildConfigFromConfigFile(string path, string? context = null) =>
        File.Exists(path) ? Kubeconfig.Load([path]).Build(context) : throw new KubeconfigException($"Kubeconfig {path} does not exist");

    /// <summary>The service account of the pod this runs in; its token file is read again as it is rotated.</summary>
    public static KubernetesClientConfiguration InClusterConfig(KubeEnvironment environment)
    {
        if (environment is not { ServiceHost.Length: > 0, ServicePort.Length: > 0 })
        {
            throw new KubeconfigException("KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set: this is not a pod");
        }

        var folder = environment.ServiceAccountFolder;
        var authority = Path.Combine(folder, "ca.crt");
        var token = Path.Combine(folder, "token");
        var ns = Path.Combine(folder, "namespace");
        if (!File.Exists(token))
        {
            throw new KubeconfigException($"The pod has no service account token at {token}; is automountServiceAccountToken off?");
        }

        return new(
            new UriBuilder(Uri.UriSchemeHttps, environment.ServiceHost, int.Parse(environment.ServicePort, null)).Uri,
            File.Exists(ns) ? File.ReadAllText(ns).Trim() : "default",
            File.Exists(authority) ? Pem.Authorities(File.ReadAllText(authority), authority) : null,
            new KubeCredentials.TokenFile(token));
    }
}
