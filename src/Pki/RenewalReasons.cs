namespace Mooring.Pki;

/// <summary>Why a leaf has to be issued anew, beside the names in <see cref="CertificateFlaw"/>; shown in conditions and events.</summary>
public static class RenewalReasons
{
    /// <summary>There is none yet.</summary>
    public const string Missing = "Missing";

    /// <summary>It is signed by another authority than the present one, as in a rollover.</summary>
    public const string AuthorityChanged = "AuthorityChanged";

    /// <summary>Its names are not exactly those of the host.</summary>
    public const string NamesChanged = "NamesChanged";

    /// <summary>It is for the other side of TLS, or for both.</summary>
    public const string UseChanged = "UseChanged";

    /// <summary>Most of its life has passed.</summary>
    public const string RenewalDue = "RenewalDue";
}
