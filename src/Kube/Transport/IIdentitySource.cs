using Mooring.Kube.Configuration;

namespace Mooring.Kube.Transport;

/// <summary>Gives each request its identity.</summary>
internal interface IIdentitySource
{
    /// <summary>The identity to show now. Throws <see cref="KubeconfigException"/> when there is none to be had.</summary>
    ValueTask<RequestIdentity> GetAsync(CancellationToken ct);

    /// <summary>The server refused <paramref name="refused"/>. True when another attempt may show something else.</summary>
    bool Refused(RequestIdentity refused);
}
