using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Mooring.Kube.Configuration;

/// <summary>Reads what kubeconfigs carry as PEM.</summary>
internal static class Pem
{
    /// <summary>All certificates of a bundle. <paramref name="origin"/> is named when it is not readable.</summary>
    public static X509Certificate2Collection Authorities(string pem, string origin)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(pem);
        }
        catch (CryptographicException e)
        {
            throw new KubeconfigException($"{origin} holds no valid certificate: {e.Message}", e);
        }

        return found.Count > 0 ? found : throw new KubeconfigException($"{origin} holds no certificate");
    }

    /// <summary>The text of a <c>*-data</c> member, which is base64 of PEM.</summary>
    public static string FromBase64(string text, string origin)
    {
        try
        {
            return Encoding.ASCII.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException e)
        {
            throw new KubeconfigException($"{origin} is not base64", e);
        }
    }
}
