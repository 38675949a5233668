using System.Security.Cryptography.X509Certificates;

namespace Mooring.Kube.Configuration;

/// <summary>Reads the <c>cluster</c> part of a kubeconfig.</summary>
internal static class KubeconfigCluster
{
    public static X509Certificate2Collection? Authorities(KubeconfigEntry cluster)
    {
        if (cluster.Text("certificate-authority-data") is { } data)
        {
            var origin = $"{cluster.Name}: certificate-authority-data";
            return Pem.Authorities(Pem.FromBase64(data, origin), origin);
        }

        return cluster.File("certificate-authority") is not { } file
            ? null
            : File.Exists(file)
                ? Pem.Authorities(File.ReadAllText(file), file)
                : throw new KubeconfigException($"{cluster.Name}: certificate-authority {file} does not exist");
    }

    public static Uri? Proxy(KubeconfigEntry cluster) =>
        cluster.Text("proxy-url") is not { } text
            ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var proxy)
                ? proxy
                : throw new KubeconfigException($"{cluster.Name}: proxy-url is no address");
}
