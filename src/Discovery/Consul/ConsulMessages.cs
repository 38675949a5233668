namespace Mooring.Discovery.Consul;

/// <summary>Bodies of Consul's HTTP API.</summary>
internal static class ConsulMessages
{
    public sealed record KeyValue(string Key, ulong Flags, byte[]? Value, string? Session);

    public sealed record SessionRequest(string Name, string Behavior, string TTL, string LockDelay);

    public sealed record SessionResponse(string ID);
}
