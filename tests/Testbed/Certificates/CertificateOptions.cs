namespace Mooring.Tests.Testbed.Certificates;

/// <summary>What a certificate says; the defaults make one that is good for both ends of a connection.</summary>
/// <param name="CommonName">Subject CN; a user's name for the API server.</param>
public sealed record CertificateOptions(string CommonName)
{
    /// <summary>Subject O, one each; a user's groups for the API server.</summary>
    public IReadOnlyList<string> Organizations { get; init; } = [];

    /// <summary>DNS names and IP addresses of the subject alternative name extension.</summary>
    public IReadOnlyList<string> AlternativeNames { get; init; } = [];

    /// <summary>Counted from now; negative is past.</summary>
    public TimeSpan ValidFrom { get; init; } = TimeSpan.FromHours(-1);

    /// <summary>Counted from now; negative makes an expired certificate.</summary>
    public TimeSpan ValidUntil { get; init; } = TimeSpan.FromDays(90);
}
