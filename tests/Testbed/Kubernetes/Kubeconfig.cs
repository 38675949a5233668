using System.Text;
using Mooring.Tests.Testbed.Certificates;

namespace Mooring.Tests.Testbed.Kubernetes;

/// <summary>The text of kubeconfig files.</summary>
internal static class Kubeconfig
{
    /// <summary>For a user with a bearer token.</summary>
    public static string ForToken(Uri server, string authorityPem, string user, string token) =>
        Compose(server, authorityPem, user, $"token: {token}");

    /// <summary>For a user with a client certificate.</summary>
    public static string ForCertificate(Uri server, string authorityPem, string user, CertificatePair pair) =>
        Compose(server, authorityPem, user, $"client-certificate-data: {Encode(pair.CertificatePem)}\n    client-key-data: {Encode(pair.KeyPem)}");

    private static string Compose(Uri server, string authorityPem, string user, string credentials) => $"""
        apiVersion: v1
        kind: Config
        current-context: {user}
        clusters:
        - name: testbed
          cluster:
            server: {server.OriginalString}
            certificate-authority-data: {Encode(authorityPem)}
        contexts:
        - name: {user}
          context:
            cluster: testbed
            user: {user}
        users:
        - name: {user}
          user:
            {credentials}

        """;

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
