using Mooring.Engine;

namespace Mooring.Operator.Engines;

/// <summary>What a DockerNode's spec and Secrets say about reaching its engine: a connection, or why there is none.</summary>
public abstract record EngineTarget
{
    private EngineTarget()
    {
    }

    /// <summary>The engine can be dialled.</summary>
    /// <param name="Endpoint">Where it is.</param>
    /// <param name="Credentials">TLS material; null for unix sockets and plain TCP.</param>
    public sealed record Connection(Uri Endpoint, TlsCredentials? Credentials) : EngineTarget;

    /// <summary>Something is missing first.</summary>
    /// <param name="Reason">Reason of the condition.</param>
    /// <param name="Message">What is missing, where, and what to do.</param>
    public sealed record Blocked(string Reason, string Message) : EngineTarget;
}
