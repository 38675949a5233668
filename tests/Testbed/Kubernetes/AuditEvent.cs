namespace Mooring.Tests.Testbed.Kubernetes;

/// <summary>One request as the API server recorded it. What a request does not have is empty.</summary>
/// <param name="Time">When the stage was reached.</param>
/// <param name="Verb">get, list, watch, create, update, patch, delete, deletecollection.</param>
/// <param name="User">Who asked.</param>
/// <param name="UserAgent">With which program.</param>
/// <param name="Group">API group, empty for the core.</param>
/// <param name="Resource">Plural resource name.</param>
/// <param name="Subresource">status, scale and the like.</param>
/// <param name="Namespace">Of the object.</param>
/// <param name="Name">Of the object.</param>
/// <param name="Code">HTTP status of the answer.</param>
/// <param name="Stage">ResponseStarted (watches only), ResponseComplete or Panic.</param>
/// <param name="RequestUri">Path and query.</param>
public sealed record AuditEvent(
    DateTimeOffset Time, string Verb, string User, string UserAgent, string Group, string Resource, string Subresource,
    string Namespace, string Name, int Code, string Stage, string RequestUri)
{
    /// <summary>True when the request could change something, whether it did or not.</summary>
    public bool IsWrite => Verb is "create" or "update" or "patch" or "delete" or "deletecollection";
}
