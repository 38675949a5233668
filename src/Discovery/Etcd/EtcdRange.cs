namespace Mooring.Discovery.Etcd;

/// <summary>Keys at one revision.</summary>
/// <param name="Revision">The revision; watch from the next one to miss nothing.</param>
/// <param name="Items">The keys, in key order.</param>
public sealed record EtcdRange(long Revision, IReadOnlyList<EtcdKeyValue> Items);
