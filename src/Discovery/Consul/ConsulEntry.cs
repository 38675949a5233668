namespace Mooring.Discovery.Consul;

/// <summary>A key as Consul holds it.</summary>
/// <param name="Key">Key, without a leading slash.</param>
/// <param name="Value">Value as text, empty for none.</param>
/// <param name="Flags">Number the writer attached.</param>
/// <param name="Session">Session that holds it as a lock; null for none.</param>
public sealed record ConsulEntry(string Key, string Value, ulong Flags, string? Session);
