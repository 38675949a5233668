namespace Mooring.Kube.Events;

/// <summary>How a user should take an event.</summary>
public enum EventType
{
    /// <summary>All is well.</summary>
    Normal,

    /// <summary>Something needs attention.</summary>
    Warning,
}
