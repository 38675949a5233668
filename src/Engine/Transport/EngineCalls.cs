namespace Mooring.Engine.Transport;

/// <summary>Calls that more than one place makes.</summary>
internal static class EngineCalls
{
    public static readonly EngineCall Version = new("GetVersion", HttpMethod.Get, "/version") { Versioned = false };

    public static readonly EngineCall Ping = new("Ping", HttpMethod.Get, "/_ping") { Versioned = false };
}
