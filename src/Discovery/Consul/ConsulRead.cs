namespace Mooring.Discovery.Consul;

/// <summary>Keys and the index they were read at.</summary>
/// <param name="Index">Give it to the next read to wait for a change; 0 when Consul gave none.</param>
/// <param name="Entries">The keys, in key order; empty when there are none.</param>
public sealed record ConsulRead(ulong Index, IReadOnlyList<ConsulEntry> Entries);
