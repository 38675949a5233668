using System.Security.Cryptography.X509Certificates;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>A certificate and its key in PEM.</summary>
public sealed record TestPair(string CertificatePem, string KeyPem)
{
    public X509Certificate2 Load() => X509Certificate2.CreateFromPem(CertificatePem, KeyPem);
}
