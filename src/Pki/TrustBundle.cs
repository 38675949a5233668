namespace Mooring.Pki;

/// <summary>The authorities a peer trusts, as one PEM text.</summary>
public static class TrustBundle
{
    /// <summary>Joins bundles in their order, each authority once: both generations side by side while an authority rolls over.</summary>
    /// <exception cref="CertificateException"><see cref="CertificateFlaw.NotPem"/> when any text holds no certificate.</exception>
    public static string Join(params IEnumerable<string> bundles)
    {
        var blocks = new List<string>();
        foreach (var bundle in bundles)
        {
            using var certificates = Pem.ReadCertificates(bundle, "authority bundle");
            blocks.AddRange(certificates.Select(Pem.Write));
        }

        return string.Concat(blocks.Distinct());
    }
}
