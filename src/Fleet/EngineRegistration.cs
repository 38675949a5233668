using Mooring.Engine;

namespace Mooring.Fleet;

/// <summary>An engine to watch.</summary>
/// <param name="Key">Name by which the caller knows it, unique in the fleet.</param>
/// <param name="Endpoint">As for <see cref="DockerClientConfiguration"/>.</param>
/// <param name="Credentials">TLS material; null for none.</param>
public sealed record EngineRegistration(string Key, Uri Endpoint, TlsCredentials? Credentials = null)
{
    /// <summary>How it is probed.</summary>
    public ProbeOptions Probe { get; init; } = ProbeOptions.Default;

    /// <summary>True if a client made for the one serves the other.</summary>
    internal bool ReachesSame(EngineRegistration other) => Endpoint == other.Endpoint && Credentials == other.Credentials;
}
