namespace Mooring.Pki;

/// <summary>Why a certificate is to be issued anew.</summary>
/// <param name="Reason">A word of <see cref="RenewalReasons"/> or <see cref="CertificateFlaw"/>.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record RenewalNeed(string Reason, string Message);
