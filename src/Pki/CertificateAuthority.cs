using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>
/// Signs leaf certificates with one authority key. An authority made here is self-signed with path length 0; a supplied one may be an
/// intermediate. Immutable: the key lives in <see cref="Pair"/> as text and is decoded only while signing.
/// </summary>
public sealed class CertificateAuthority
{
    /// <summary>Life of a leaf unless another is asked for.</summary>
    public static readonly TimeSpan DefaultLeafLifetime = TimeSpan.FromDays(30);

    /// <summary>Life of an authority unless another is asked for.</summary>
    public static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(5 * 365);

    /// <summary>Validity starts up to this long before the issue, for hosts whose clock is behind.</summary>
    public static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    private readonly RandomNumberGenerator _random;

    private CertificateAuthority(CertificatePair pair, RandomNumberGenerator? random) =>
        (Pair, Facts, _random) = (pair, pair.ReadFacts(), random ?? RandomNumberGenerator.Create());

    /// <summary>Certificate (with chain, if it is an intermediate), key and the roots to trust.</summary>
    public CertificatePair Pair { get; }

    /// <summary>What its certificate says.</summary>
    public CertificateFacts Facts { get; }

    /// <summary>Makes a self-signed authority with a fresh key.</summary>
    /// <param name="name">Common name, 1 to 64 characters.</param>
    /// <param name="algorithm">Kind of the authority's key.</param>
    /// <param name="lifetime">How long from <paramref name="now"/> it is valid.</param>
    /// <param name="now">The time of issue.</param>
    /// <param name="generation">Counts the successive authorities of one cluster; part of the subject, so no two share a name.</param>
    /// <param name="constraints">The hosts it may certify; null for any.</param>
    /// <param name="random">Source of serial numbers; null for the platform's. Keys always come from the platform.</param>
    /// <exception cref="ArgumentException">The name is empty or too long, or the lifetime is not positive.</exception>
    public static CertificateAuthority Create(
        string name,
        KeyAlgorithm algorithm,
        TimeSpan lifetime,
        DateTimeOffset now,
        int generation = 1,
        NameConstraints? constraints = null,
        RandomNumberGenerator? random = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        var serials = random ?? RandomNumberGenerator.Create();
        using var key = SigningKey.Generate(algorithm);
        var request = key.Request(Profile.AuthorityName(name, generation));
        Profile.AddAuthority(request, constraints);
        using var certificate = request.Create(request.SubjectName, key.Generator, now - SkewFor(lifetime), now + lifetime, NewSerial(serials));
        return new(CertificatePair.Parse(Pem.Write(certificate), key.ToPem()), serials);
    }

    /// <summary>Takes up an authority from its texts, without judging it: see <see cref="CertificateChecks.CheckAuthority"/>.</summary>
    /// <param name="certificatePem">Its certificate, followed by the chain when it is an intermediate.</param>
    /// <param name="keyPem">Its private key.</param>
    /// <param name="rootPem">The roots that peers trust; null when the authority itself is the root.</param>
    /// <param name="random">Source of serial numbers; null for the platform's.</param>
    /// <exception cref="CertificateException"><see cref="CertificateFlaw.NotPem"/> or <see cref="CertificateFlaw.KeyMismatch"/>.</exception>
    public static CertificateAuthority Load(string certificatePem, string keyPem, string? rootPem = null, RandomNumberGenerator? random = null) =>
        new(CertificatePair.Parse(certificatePem, keyPem, rootPem), random);

    /// <summary>Issues a certificate that proves a host and nothing else, with a fresh key.</summary>
    /// <param name="host">The host's name or address, for the subject; covered only if it is among <paramref name="names"/> too.</param>
    /// <param name="names">Exactly the names and addresses the certificate is good for.</param>
    /// <param name="lifetime">How long from <paramref name="now"/>; cut short where the authority ends first.</param>
    /// <param name="now">The time of issue.</param>
    /// <param name="algorithm">Kind of the new key.</param>
    /// <exception cref="ArgumentException">No names, or a lifetime that is not positive.</exception>
    /// <exception cref="CertificateException">The authority is <see cref="CertificateFlaw.Expired"/> or <see cref="CertificateFlaw.NotYetValid"/>.</exception>
    public CertificatePair IssueServer(
        string host, SubjectAltNames names, TimeSpan lifetime, DateTimeOffset now, KeyAlgorithm algorithm = KeyAlgorithm.EcdsaP256) =>
        names.All.Count > 0
            ? Issue(Profile.ServerName(host, names), CertificateUse.Server, names, lifetime, now, algorithm)
            : throw new ArgumentException("A server certificate needs at least one name", nameof(names));

    /// <summary>Issues a certificate that proves a caller and nothing else, with a fresh key.</summary>
    /// <param name="commonName">Who calls; 1 to 64 characters.</param>
    /// <param name="lifetime">How long from <paramref name="now"/>; cut short where the authority ends first.</param>
    /// <param name="now">The time of issue.</param>
    /// <param name="algorithm">Kind of the new key.</param>
    /// <exception cref="ArgumentException">The name is empty or too long, or the lifetime is not positive.</exception>
    /// <exception cref="CertificateException">The authority is <see cref="CertificateFlaw.Expired"/> or <see cref="CertificateFlaw.NotYetValid"/>.</exception>
    public CertificatePair IssueClient(
        string commonName, TimeSpan lifetime, DateTimeOffset now, KeyAlgorithm algorithm = KeyAlgorithm.EcdsaP256) =>
        Issue(Profile.ClientName(commonName), CertificateUse.Client, names: null, lifetime, now, algorithm);

    private CertificatePair Issue(
        X500DistinguishedName subject, CertificateUse use, SubjectAltNames? names, TimeSpan lifetime, DateTimeOffset now, KeyAlgorithm algorithm)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        if (CertificateChecks.CheckValidity(Facts, now) is { } problem)
        {
            throw new CertificateException(problem);
        }

        using var authority = Pair.Load();
        using var signer = SigningKey.Of(Pair);
        using var key = SigningKey.Generate(algorithm);
        var request = key.Request(subject, signer);
        Profile.AddLeaf(request, authority, use, names);
        var notBefore = Later(now - SkewFor(lifetime), Facts.NotBefore);
        var notAfter = Earlier(now + lifetime, Facts.NotAfter);
        using var certificate = request.Create(authority.SubjectName, signer.Generator, notBefore, notAfter, NewSerial(_random));
        return CertificatePair.Parse(Pem.Write(certificate) + IntermediatesPem(), key.ToPem(), Pair.AuthorityPem);
    }

    // A root is what peers already trust; only an intermediate has to travel with its leaves.
    private string IntermediatesPem() => Pair.AuthorityPem.Contains(Pair.CertificatePem, StringComparison.Ordinal) ? "" : Pair.CertificatePem;

    // Short lives, as tests and drills use them, are not to be mostly in the past.
    private static TimeSpan SkewFor(TimeSpan lifetime) => lifetime / 10 < MaxClockSkew ? lifetime / 10 : MaxClockSkew;

    // 126 random bits, positive and never zero (RFC 5280 section 4.1.2.2 allows 20 octets).
    private static byte[] NewSerial(RandomNumberGenerator random)
    {
        var serial = new byte[16];
        random.GetBytes(serial);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40);
        return serial;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
