using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Engine.Transport;

/// <summary>
/// Judges an engine's certificate: the pin alone if there is one; else issuer, dates and subject alternative names, in this order. The common
/// name never counts (RFC 9525, section 2).
/// </summary>
internal sealed class PeerCheck(
    EngineEndpoint endpoint, string serverName, X509Certificate2Collection authorities, string? pin, TimeProvider clock)
{
    private const X509ChainStatusFlags Dates = X509ChainStatusFlags.NotTimeValid;

    public DateTimeOffset Now => clock.GetUtcNow();

    public bool Judge(X509Certificate2? certificate, X509Chain? chain, PeerVerdict verdict)
    {
        if (certificate is null || chain is null)
        {
            return Refuse(verdict, ConnectionFault.TlsFailed, $"{endpoint} showed no certificate.");
        }

        var shown = verdict.Certificate = ServerCertificate.From(certificate);
        if (pin is not null)
        {
            return pin == shown.Sha256Fingerprint
                || Refuse(verdict, ConnectionFault.PinMismatch, $"{endpoint} showed a certificate with SHA-256 {shown.Sha256Fingerprint}, pinned is {pin}.");
        }

        var problems = chain.ChainStatus.Where(status => !IsAnchored(status, chain)).ToList();
        if (problems.Find(status => status.Status != Dates) is { Status: not X509ChainStatusFlags.NoError } distrust)
        {
            return Refuse(verdict, ConnectionFault.UntrustedCertificate, string.Create(CultureInfo.InvariantCulture,
                $"{endpoint} showed a certificate that the configured CA did not issue: subject {shown.Subject}, issuer {shown.Issuer} ({distrust.Status})."));
        }

        if (problems.Count > 0)
        {
            return RefuseDates(chain, verdict);
        }

        return certificate.MatchesHostname(serverName, allowWildcards: true, allowCommonName: false)
            || Refuse(verdict, ConnectionFault.WrongHostName, shown.SubjectAltNames.Count == 0
                ? $"{endpoint} showed a certificate without subject alternative names; it must name {serverName}."
                : $"{endpoint} showed a certificate for {string.Join(", ", shown.SubjectAltNames)}, not for {serverName}.");
    }

    private static bool Refuse(PeerVerdict verdict, ConnectionFault fault, string reason)
    {
        verdict.Fault = fault;
        verdict.Reason = reason;
        return false;
    }

    private bool RefuseDates(X509Chain chain, PeerVerdict verdict)
    {
        var bad = chain.ChainElements.First(element => element.ChainElementStatus.Any(status => status.Status == Dates)).Certificate;
        var (from, until) = (bad.NotBefore.ToUniversalTime(), bad.NotAfter.ToUniversalTime());
        return Now > until
            ? Refuse(verdict, ConnectionFault.CertificateExpired, $"The certificate of {endpoint} (subject {bad.Subject}) expired at {until:yyyy-MM-ddTHH:mm:ssZ}.")
            : Refuse(verdict, ConnectionFault.CertificateNotYetValid,
                $"The certificate of {endpoint} (subject {bad.Subject}) is not valid before {from:yyyy-MM-ddTHH:mm:ssZ}; compare the clocks.");
    }

    // A given CA may be an intermediate: a chain that ends in one of them is complete although its root is unknown.
    private bool IsAnchored(X509ChainStatus status, X509Chain chain) =>
        status.Status == X509ChainStatusFlags.PartialChain
        && authorities.Any(authority => authority.RawDataMemory.Span.SequenceEqual(chain.ChainElements[^1].Certificate.RawDataMemory.Span));
}
