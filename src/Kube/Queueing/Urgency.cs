namespace Mooring.Kube.Queueing;

/// <summary>Which keys go first.</summary>
public enum Urgency
{
    /// <summary>Something changed.</summary>
    Changed,

    /// <summary>A look for safety's sake: after a start, or now and then.</summary>
    Routine,
}
