using System.Collections;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>Decoded certificates that are released together.</summary>
internal sealed class CertificateList(X509Certificate2Collection certificates) : IReadOnlyList<X509Certificate2>, IDisposable
{
    public int Count => certificates.Count;

    public X509Certificate2 this[int index] => certificates[index];

    /// <summary>.NET decodes keys and extensions only when asked, so it is asked for all of them here, where a failure has its place.</summary>
    public void Add(string pem)
    {
        certificates.ImportFromPem(pem);
        foreach (var certificate in certificates)
        {
            _ = CertificateFacts.Read(certificate);
            _ = Strength.WeaknessOf(certificate);
        }
    }

    public void Dispose()
    {
        foreach (var certificate in certificates)
        {
            certificate.Dispose();
        }
    }

    public IEnumerator<X509Certificate2> GetEnumerator() => ((IEnumerable<X509Certificate2>)certificates).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
