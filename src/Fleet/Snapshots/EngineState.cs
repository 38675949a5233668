namespace Mooring.Fleet.Snapshots;

/// <summary>Where an engine stands.</summary>
public enum EngineState
{
    /// <summary>Never reached so far; <see cref="EngineSnapshot.LastError"/> says why, if it was tried.</summary>
    Pending,

    /// <summary>Answers its probes.</summary>
    Healthy,

    /// <summary>Failed as many probes in a row as the threshold says; what is cached is the last known state.</summary>
    Unhealthy,
}
