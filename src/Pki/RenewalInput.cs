namespace Mooring.Pki;

/// <summary>What is stored and what is wanted, gathered once for every check of <see cref="RenewalPolicy"/>.</summary>
/// <param name="Current">The stored pair; null when there is none or it does not parse.</param>
/// <param name="Problem">Why the stored texts do not parse; null when they do or when nothing is stored.</param>
/// <param name="Authority">The authority that signs now.</param>
/// <param name="Use">The use it must have, alone.</param>
/// <param name="Names">Exactly the names a server must have; null for a client.</param>
/// <param name="RenewBefore">How long before its end it is renewed; null for two thirds of its life.</param>
public sealed record RenewalInput(
    CertificatePair? Current,
    CertificateProblem? Problem,
    CertificateFacts Authority,
    CertificateUse Use,
    SubjectAltNames? Names = null,
    TimeSpan? RenewBefore = null)
{
    /// <summary>Gathers from stored texts, any of which may be absent or broken.</summary>
    public static RenewalInput Read(
        string? certificatePem, string? keyPem, CertificateFacts authority, CertificateUse use, SubjectAltNames? names = null, TimeSpan? renewBefore = null)
    {
        if (string.IsNullOrEmpty(certificatePem) || string.IsNullOrEmpty(keyPem))
        {
            return new(null, null, authority, use, names, renewBefore);
        }

        try
        {
            return new(CertificatePair.Parse(certificatePem, keyPem), null, authority, use, names, renewBefore);
        }
        catch (CertificateException e)
        {
            return new(null, e.Problem, authority, use, names, renewBefore);
        }
    }
}
