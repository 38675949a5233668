using System.Text.Json.Serialization;

namespace Mooring.Kube.Transport;

/// <summary>What a credential program prints: <c>ExecCredential</c> of client.authentication.k8s.io.</summary>
internal sealed record ExecCredential(string? ApiVersion = null, string? Kind = null, ExecCredentialStatus? Status = null);

/// <summary>A token, or a certificate and key as PEM, and until when they hold.</summary>
internal sealed record ExecCredentialStatus(
    DateTimeOffset? ExpirationTimestamp = null, string? Token = null, string? ClientCertificateData = null, string? ClientKeyData = null)
{
    public override string ToString() => nameof(ExecCredentialStatus);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExecCredential))]
internal sealed partial class ExecJson : JsonSerializerContext;
