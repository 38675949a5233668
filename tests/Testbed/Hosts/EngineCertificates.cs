using Mooring.Tests.Testbed.Certificates;

namespace Mooring.Tests.Testbed.Hosts;

/// <summary>The TLS files of an engine.</summary>
/// <param name="AuthorityPem">Whom it trusts to name clients.</param>
/// <param name="Server">What it shows to them.</param>
public sealed record EngineCertificates(string AuthorityPem, CertificatePair Server);
