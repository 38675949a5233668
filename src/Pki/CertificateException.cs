namespace Mooring.Pki;

/// <summary>A certificate or key that cannot be used. Neither the message nor an inner exception holds key material.</summary>
public sealed class CertificateException : Exception
{
    /// <summary>Wraps <paramref name="problem"/>.</summary>
    public CertificateException(CertificateProblem problem)
        : base(problem.Message) => Problem = problem;

    /// <summary>Makes and wraps the problem.</summary>
    public CertificateException(CertificateFlaw flaw, string message)
        : this(new CertificateProblem(flaw, message))
    {
    }

    /// <summary>What is wrong, by name.</summary>
    public CertificateProblem Problem { get; }
}
