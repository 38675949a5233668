using Mooring.Api;

namespace Mooring.Operator.Clusters;

/// <summary>Names of the Secrets that belong to a Cluster.</summary>
public static class ClusterSecrets
{
    /// <summary>The authority: tls.crt, tls.key, ca.crt.</summary>
    public static string Authority(string cluster) => cluster + "-ca";

    /// <summary>The operator's client pair: tls.crt, tls.key, ca.crt.</summary>
    public static string Operator(string cluster) => cluster + "-operator-tls";

    /// <summary>A client bundle for people: ca.pem, cert.pem, key.pem, as DOCKER_CERT_PATH wants them.</summary>
    public static string Client(string cluster) => cluster + "-client";

    /// <summary>Whether a change of a Secret of this name concerns the Cluster.</summary>
    public static bool Concerns(Cluster cluster, string secret) =>
        secret == cluster.Spec.Tls.CaSecretRef?.Name
        || secret == Authority(cluster.Metadata.Name) || secret == Operator(cluster.Metadata.Name) || secret == Client(cluster.Metadata.Name);
}
