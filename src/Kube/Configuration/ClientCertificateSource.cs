using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Kube.Configuration;

/// <summary>A client certificate and its key, given as PEM text or as files that are read again when they change.</summary>
public sealed class ClientCertificateSource
{
    private readonly Func<string> _certificate;
    private readonly Func<string> _key;
    private readonly Func<DateTime> _changed;
    private readonly Lock _gate = new();
    private (DateTime Changed, X509Certificate2 Pair)? _loaded;

    private ClientCertificateSource(Func<string> certificate, Func<string> key, Func<DateTime> changed) =>
        (_certificate, _key, _changed) = (certificate, key, changed);

    /// <summary>Each of the two is PEM text, or a file when the text is null.</summary>
    public static ClientCertificateSource From(string? certificate, string? certificateFile, string? key, string? keyFile) => new(
        certificate is null ? () => File.ReadAllText(certificateFile!) : () => certificate,
        key is null ? () => File.ReadAllText(keyFile!) : () => key,
        () => Latest(certificate is null ? certificateFile : null, key is null ? keyFile : null));

    /// <summary>The certificate with its key. Throws <see cref="KubeconfigException"/> when there is no valid pair and never was.</summary>
    public X509Certificate2 Load()
    {
        lock (_gate)
        {
            var changed = _changed();
            if (_loaded is { } last && last.Changed == changed)
            {
                return last.Pair;
            }

            try
            {
                _loaded = (changed, X509Certificate2.CreateFromPem(_certificate(), _key()));
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                // Half-written files during a rotation: the old pair serves until the next look.
                return _loaded?.Pair ?? throw new KubeconfigException($"The client certificate is not usable: {e.Message}", e);
            }

            return _loaded.Value.Pair;
        }
    }

    private static DateTime Latest(params IEnumerable<string?> files) =>
        files.Where(file => file is not null).Select(file => File.GetLastWriteTimeUtc(file!)).DefaultIfEmpty().Max();
}
