using System.Net.Http.Headers;
using System.Text;
using Mooring.Kube.Configuration;

namespace Mooring.Kube.Transport;

/// <summary>An identity that comes from the configuration alone.</summary>
internal sealed class FixedIdentity(AuthenticationHeaderValue? header, ClientCertificateSource? certificate) : IIdentitySource
{
    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public ValueTask<RequestIdentity> GetAsync(CancellationToken ct) => new(new RequestIdentity(header, certificate?.Load()));

    public bool Refused(RequestIdentity refused) => certificate is not null && !ReferenceEquals(certificate.Load(), refused.Certificate);
}
