using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mooring.Pki;

/// <summary>
/// Decides whether a leaf is issued anew: a chain of checks, the first that objects gives reason and message. Deterministic: the same
/// certificate always renews at the same moment.
/// </summary>
public static class RenewalPolicy
{
    /// <summary>Jitter is at most this part of a certificate's life, and always early: hosts made together are not renewed together.</summary>
    public const double JitterShare = 0.05;

    private static readonly Func<RenewalInput, CertificateFacts, DateTimeOffset, RenewalNeed?>[] Checks =
    [
        WeakCrypto, AuthorityChanged, UseChanged, NamesChanged, NotValid, RenewalDue,
    ];

    /// <summary>Why the certificate is to be issued anew at <paramref name="now"/>; null when it is good.</summary>
    public static RenewalNeed? Check(RenewalInput input, DateTimeOffset now)
    {
        if (input.Current is not { } pair)
        {
            return input.Problem is { } problem
                ? new(problem.Flaw.ToString(), problem.Message)
                : new(RenewalReasons.Missing, "No certificate has been issued yet");
        }

        var facts = pair.ReadFacts();
        return Checks.Select(check => check(input, facts, now)).FirstOrDefault(need => need is not null);
    }

    /// <summary>
    /// When a certificate is renewed: at two thirds of its life or <paramref name="renewBefore"/> its end, less a jitter that depends
    /// on the serial number alone. A <paramref name="renewBefore"/> as long as the life is passed over, or it would always be due.
    /// </summary>
    public static DateTimeOffset RenewalTime(CertificateFacts facts, TimeSpan? renewBefore = null)
    {
        var life = facts.NotAfter - facts.NotBefore;
        var before = renewBefore is { } chosen && chosen > TimeSpan.Zero && chosen < life ? chosen : life / 3;
        return Later(facts.NotAfter - before - (life * JitterShare * Fraction(facts.Serial)), facts.NotBefore + (life / 10));
    }

    private static RenewalNeed? WeakCrypto(RenewalInput input, CertificateFacts facts, DateTimeOffset now)
    {
        using var chain = Pem.ReadCertificates(input.Current!.CertificatePem, "certificate");
        return Strength.WeaknessOf(chain[0]) is { } weakness
            ? new(nameof(CertificateFlaw.WeakCrypto), $"Certificate '{facts.Subject}' {weakness}")
            : null;
    }

    private static RenewalNeed? AuthorityChanged(RenewalInput input, CertificateFacts facts, DateTimeOffset now) =>
        facts.Issuer == input.Authority.Subject && (input.Authority.SubjectKeyId is not { } key || key == facts.AuthorityKeyId)
            ? null
            : new(RenewalReasons.AuthorityChanged, $"Issued by '{facts.Issuer}'{Generation(facts)}; the authority now is '{input.Authority.Subject}'{Generation(input.Authority)}");

    private static RenewalNeed? UseChanged(RenewalInput input, CertificateFacts facts, DateTimeOffset now) =>
        facts.Uses is [var use] && use == input.Use
            ? null
            : new(RenewalReasons.UseChanged, $"Certificate '{facts.Subject}' is for {string.Join(" and ", facts.Uses)}, not for {input.Use} alone");

    private static RenewalNeed? NamesChanged(RenewalInput input, CertificateFacts facts, DateTimeOffset now) =>
        input.Names is null || input.Names == facts.Names
            ? null
            : new(RenewalReasons.NamesChanged, $"Certificate has the names [{facts.Names}], wanted are [{input.Names}]");

    private static RenewalNeed? NotValid(RenewalInput input, CertificateFacts facts, DateTimeOffset now) =>
        CertificateChecks.CheckValidity(facts, now) is { } problem ? new(problem.Flaw.ToString(), problem.Message) : null;

    // A leaf that already ends with its authority would come out no longer: then the authority is what needs renewal.
    private static RenewalNeed? RenewalDue(RenewalInput input, CertificateFacts facts, DateTimeOffset now) =>
        facts.NotAfter < input.Authority.NotAfter && RenewalTime(facts, input.RenewBefore) is var due && due <= now
            ? new(RenewalReasons.RenewalDue, $"Renewal was due at {due:u}; the certificate ends at {facts.NotAfter:u}")
            : null;

    private static string Generation(CertificateFacts facts) => facts.Generation is { } number ? $" (generation {number})" : "";

    // Hashed, because other authorities hand out serial numbers in sequence.
    private static double Fraction(string serial) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes(serial))) / ((double)uint.MaxValue + 1);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
