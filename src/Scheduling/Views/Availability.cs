namespace Mooring.Scheduling.Views;

/// <summary>What a person wants to happen on a node.</summary>
public enum Availability
{
    /// <summary>Takes new containers.</summary>
    Active,

    /// <summary>Keeps what it has, takes nothing new.</summary>
    Pause,

    /// <summary>Takes nothing new and is being emptied.</summary>
    Drain,
}
