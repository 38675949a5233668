using System.Text;
using Mooring.Api;
using Mooring.Engine;
using Mooring.Kube.Client;
using Mooring.Kube.Models;
using Mooring.Operator.Clusters;

namespace Mooring.Operator.Engines;

/// <summary>Works out how to reach a DockerNode's engine. Pure.</summary>
public static class EngineTargets
{
    private const string CaKey = "ca.crt";
    private const string CertificateKey = "tls.crt";
    private const string PrivateKeyKey = "tls.key";

    /// <summary>The Secret that holds a node's TLS material; null when it needs none or names none.</summary>
    public static ObjectKey? SecretOf(DockerNode node) => node.Spec.Tls?.Mode switch
    {
        TlsMode.Provided when node.Spec.Tls.SecretRef is { } secret => new(node.Metadata.Namespace, secret.Name),
        TlsMode.Managed when node.Spec.ClusterRef is { } cluster => new(node.Metadata.Namespace, ClusterSecrets.Operator(cluster.Name)),
        _ => null,
    };

    /// <summary>The connection, or what is missing.</summary>
    /// <param name="node">A node whose spec is valid.</param>
    /// <param name="secret">What <see cref="SecretOf"/> names, or null when it does not exist.</param>
    public static EngineTarget Resolve(DockerNode node, V1Secret? secret)
    {
        var endpoint = new Uri(node.Spec.Endpoint);
        if (endpoint.Scheme == "unix" || node.Spec.Tls is not { Mode: not TlsMode.Disabled } tls)
        {
            return new EngineTarget.Connection(endpoint, null);
        }

        if (secret is null)
        {
            return Missing(node, tls);
        }

        var wanted = tls.PinnedSHA256 is null ? new[] { CaKey, CertificateKey, PrivateKeyKey } : [CertificateKey, PrivateKeyKey];
        var absent = wanted.Where(key => !secret.Data.TryGetValue(key, out var value) || value.Length == 0).ToList();
        if (absent.Count > 0)
        {
            return new EngineTarget.Blocked(Reasons.SecretInvalid,
                $"Secret {secret.Metadata.Name} has no {string.Join(", ", absent)}; it needs {string.Join(", ", wanted)} in PEM");
        }

        var credentials = new TlsCredentials(
            secret.Data.TryGetValue(CaKey, out var ca) ? Encoding.UTF8.GetString(ca) : null,
            Encoding.UTF8.GetString(secret.Data[CertificateKey]),
            Encoding.UTF8.GetString(secret.Data[PrivateKeyKey]),
            tls.ServerName,
            tls.PinnedSHA256);
        try
        {
            credentials.Check(endpoint);
            return new EngineTarget.Connection(endpoint, credentials);
        }
        catch (InvalidTlsMaterialException e)
        {
            return new EngineTarget.Blocked(Reasons.SecretInvalid, $"Secret {secret.Metadata.Name}: {e.Message}");
        }
    }

    private static EngineTarget.Blocked Missing(DockerNode node, DockerNodeTls tls) => tls.Mode is TlsMode.Managed
        ? new(Reasons.WaitingForCluster, node.Spec.ClusterRef is { } cluster
            ? $"Cluster {cluster.Name} has not issued the operator's client certificate yet (Secret {ClusterSecrets.Operator(cluster.Name)})"
            : "spec.tls.mode Managed needs spec.clusterRef: the Cluster's authority issues the certificates")
        : new(Reasons.SecretNotFound, $"Secret {tls.SecretRef?.Name} of spec.tls.secretRef does not exist in namespace {node.Metadata.Namespace}; create it with "
            + $"{CaKey}, {CertificateKey} and {PrivateKeyKey}");
}
