using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Mooring.Kube.Configuration;

namespace Mooring.Kube.Transport;

/// <summary>
/// An identity that a program prints, kept until it expires or the server refuses it.
/// See kubernetes.io/docs/reference/access-authn-authz/authentication, "client-go credential plugins".
/// </summary>
internal sealed class ExecIdentity(ExecPlugin plugin, ClientCertificateSource? certificate, TimeProvider clock) : IIdentitySource, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Held? _held;

    public async ValueTask<RequestIdentity> GetAsync(CancellationToken ct)
    {
        if (_held is { } current && current.Expires > clock.GetUtcNow())
        {
            return current.Identity;
        }

        await _gate.WaitAsync(ct);
        try
        {
            if (_held is not { } held || held.Expires <= clock.GetUtcNow())
            {
                _held = held = await AskAsync(ct);
            }

            return held.Identity;
        }
        finally
        {
            _gate.Release();
        }
    }

    public bool Refused(RequestIdentity refused)
    {
        // Another request may have renewed it meanwhile: only what was refused is thrown away.
        if (_held is { } held && held.Identity == refused)
        {
            Interlocked.CompareExchange(ref _held, null, held);
        }

        return true;
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Held> AskAsync(CancellationToken ct)
    {
        var output = await ExecProcess.RunAsync(plugin, clock, ct);
        ExecCredential? answer;
        try
        {
            answer = JsonSerializer.Deserialize(output, ExecJson.Default.ExecCredential);
        }
        catch (JsonException)
        {
            throw new KubeconfigException($"Credential program {plugin.Command} printed no ExecCredential");
        }

        if (answer?.ApiVersion != plugin.ApiVersion || answer.Status is not { } status)
        {
            throw new KubeconfigException($"Credential program {plugin.Command} printed no ExecCredential of {plugin.ApiVersion} with a status");
        }

        if (status is { Token: null or "", ClientCertificateData: null or "" })
        {
            throw new KubeconfigException($"Credential program {plugin.Command} gave neither token nor certificate");
        }

        return new(
            new(
                status.Token is { Length: > 0 } token ? new("Bearer", token) : null,
                status.ClientCertificateData is { Length: > 0 } pem ? Pair(pem, status.ClientKeyData) : certificate?.Load()),
            status.ExpirationTimestamp ?? DateTimeOffset.MaxValue);
    }

    private X509Certificate2 Pair(string certificatePem, string? keyPem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificatePem, keyPem);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KubeconfigException($"Credential program {plugin.Command} gave no valid certificate and key");
        }
    }

    private sealed record Held(RequestIdentity Identity, DateTimeOffset Expires);
}
