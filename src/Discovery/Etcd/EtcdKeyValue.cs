namespace Mooring.Discovery.Etcd;

/// <summary>A key as etcd holds it.</summary>
/// <param name="Key">Key.</param>
/// <param name="Value">Value as text.</param>
/// <param name="CreateRevision">Revision of its creation.</param>
/// <param name="ModRevision">Revision of its last change.</param>
/// <param name="Lease">Lease it ends with; 0 for none.</param>
public sealed record EtcdKeyValue(string Key, string Value, long CreateRevision, long ModRevision, long Lease);
