namespace Mooring.Discovery.Etcd;

/// <summary>A change of a key.</summary>
/// <param name="Deleted">True when the key went, by hand or with its lease.</param>
/// <param name="Item">The key; after a deletion only its name is meaningful.</param>
public sealed record EtcdEvent(bool Deleted, EtcdKeyValue Item);
