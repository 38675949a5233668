namespace Mooring.Pki;

/// <summary>Why a certificate or key is refused.</summary>
/// <param name="Flaw">The name of the problem, fit for a condition reason.</param>
/// <param name="Message">A sentence that says which certificate, what is wrong and what to do. Holds no key material.</param>
public sealed record CertificateProblem(CertificateFlaw Flaw, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Flaw}: {Message}";
}
