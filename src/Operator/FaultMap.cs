using System.Net;
using Mooring.Engine;
using Mooring.Kube.Client;
using Mooring.Kube.Reconciling;
using Mooring.Pki;

namespace Mooring.Operator;

/// <summary>The one place where exceptions of the outside worlds become faults.</summary>
public static class FaultMap
{
    /// <summary>The fault an exception is; what is not known is transient, so that it is tried again and seen.</summary>
    public static Fault From(Exception e) => e switch
    {
        KubernetesException kube => Fault.From(kube),
        DockerApiException api => new(KindOf(api.StatusCode), api.Message),
        DockerApiVersionException version => new(FaultKind.Invalid, version.Message),
        InvalidTlsMaterialException tls => new(FaultKind.Invalid, tls.Message),
        DockerException engine => new(FaultKind.Transient, engine.Message),
        CertificateException certificate => new(FaultKind.Invalid, certificate.Message),
        _ => new(FaultKind.Transient, $"{e.GetType().Name}: {e.Message}"),
    };

    private static FaultKind KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => FaultKind.NotFound,
        HttpStatusCode.Conflict => FaultKind.Conflict,
        HttpStatusCode.BadRequest => FaultKind.Invalid,
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => FaultKind.Forbidden,
        _ => FaultKind.Transient,
    };
}
