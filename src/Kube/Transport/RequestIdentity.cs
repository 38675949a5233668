using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Kube.Transport;

/// <summary>What a request shows to prove who sends it.</summary>
/// <param name="Header">The Authorization header, or null.</param>
/// <param name="Certificate">The client certificate, or null.</param>
internal readonly record struct RequestIdentity(AuthenticationHeaderValue? Header, X509Certificate2? Certificate);
