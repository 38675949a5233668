using System.Net.Http.Headers;
using Mooring.Kube.Configuration;

namespace Mooring.Kube.Transport;

/// <summary>A bearer token from a file. Service account tokens are rotated hourly, so it is read again every minute.</summary>
internal sealed class TokenFileIdentity(string path, ClientCertificateSource? certificate, TimeProvider clock) : IIdentitySource
{
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private (long At, AuthenticationHeaderValue Header)? _read;

    public ValueTask<RequestIdentity> GetAsync(CancellationToken ct) => new(new RequestIdentity(Header(), certificate?.Load()));

    public bool Refused(RequestIdentity refused)
    {
        lock (_gate)
        {
            _read = null;
        }

        return !Equals(Header(), refused.Header);
    }

    private AuthenticationHeaderValue Header()
    {
        lock (_gate)
        {
            if (_read is { } last && clock.GetElapsedTime(last.At) < ReadAgainAfter)
            {
                return last.Header;
            }

            try
            {
                _read = (clock.GetTimestamp(), new("Bearer", File.ReadAllText(path).Trim()));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return _read?.Header ?? throw new KubeconfigException($"Token file {path} is not readable: {e.Message}", e);
            }

            return _read.Value.Header;
        }
    }
}
