namespace Mooring.Tests.Testbed.Hosts;

/// <summary>How an engine serves its API over TCP. It cannot do both at once: its TLS settings hold for all its TCP listeners.</summary>
public enum EnginePort
{
    /// <summary>Mutual TLS on 2376.</summary>
    Tls,

    /// <summary>No TLS, on 2375.</summary>
    Plain,
}
