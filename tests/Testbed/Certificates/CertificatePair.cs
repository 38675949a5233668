namespace Mooring.Tests.Testbed.Certificates;

/// <summary>A certificate and its private key, both PEM (PKCS#8 for the key).</summary>
public sealed record CertificatePair(string CertificatePem, string KeyPem)
{
    /// <summary>Writes the pair; the key can be read by the owner only.</summary>
    public async Task WriteAsync(string certificateFile, string keyFile, CancellationToken ct = default)
    {
        await SecretFile.WriteAsync(certificateFile, CertificatePem, ct);
        await SecretFile.WriteAsync(keyFile, KeyPem, ct);
    }
}
