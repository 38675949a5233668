using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>How the connection to an engine is secured. Verification cannot be switched off; where it cannot work, pin the certificate.</summary>
/// <param name="Mode">Where the certificates come from.</param>
/// <param name="SecretRef">With mode Provided: the Secret that holds <c>ca.crt</c>, <c>tls.crt</c> and <c>tls.key</c> for the client side.</param>
/// <param name="ServerName">The name the engine's certificate must be valid for, when it is not the host of the endpoint.</param>
/// <param name="PinnedSHA256">
/// SHA-256 of the engine's certificate (DER) in hexadecimal. When set, exactly this certificate is accepted, whoever signed it and whatever its name.
/// </param>
/// <param name="ExtraSubjectAltNames">With mode Managed: further DNS names and addresses of the host to put into its certificate.</param>
[CelRule("self.mode != 'Provided' || has(self.secretRef)", Rules.TlsSecretMissing)]
[CelRule("self.mode == 'Provided' || !has(self.secretRef)", Rules.TlsSecretUnused)]
[CelRule("self.mode != 'Disabled' || !(has(self.serverName) || has(self.pinnedSHA256))", Rules.TlsDisabledWithVerification)]
[CelRule("self.mode == 'Managed' || !has(self.extraSubjectAltNames) || size(self.extraSubjectAltNames) == 0", Rules.TlsExtraNamesUnused)]
public sealed record DockerNodeTls(
    TlsMode Mode = TlsMode.Provided,
    LocalObjectReference? SecretRef = null,
    [Length(1, 253)] string? ServerName = null,
    [Length(64, 95), Pattern(Syntax.Sha256)] string? PinnedSHA256 = null,
    [Items(0, 32), ItemLength(1, 253)] IReadOnlyList<string>? ExtraSubjectAltNames = null)
{
    public IReadOnlyList<string> ExtraSubjectAltNames { get; init; } = ExtraSubjectAltNames ?? [];
}

/// <summary>Where the certificates of a connection come from.</summary>
public enum TlsMode
{
    /// <summary>From a Secret made by someone else.</summary>
    Provided,

    /// <summary>Issued by the CA of the host's Cluster.</summary>
    Managed,

    /// <summary>No TLS: anyone who reaches the port is root on the host. Reported as a Warning and in the conditions.</summary>
    Disabled,
}
