namespace Mooring.Swarm.Monitoring;

/// <summary>What answers at the address cannot be part of the cluster; the message says why.</summary>
internal sealed class InvalidEngineException(string message) : Exception(message);
