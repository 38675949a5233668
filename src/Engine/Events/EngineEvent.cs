using Mooring.Engine.Models;

namespace Mooring.Engine.Events;

/// <summary>What <see cref="ISystemOperations.FollowEventsAsync"/> tells.</summary>
public abstract record EngineEvent
{
    private EngineEvent()
    {
    }

    /// <summary>
    /// The stream is open, for the first time or again: what happened before may have been missed in part, so list now. Whatever happens from
    /// now on will be told.
    /// </summary>
    public sealed record Opened : EngineEvent;

    /// <summary>Something happened on the engine.</summary>
    public sealed record Occurred(Message Message) : EngineEvent;

    /// <summary>The stream is gone; it will be opened again after <paramref name="RetryIn"/>.</summary>
    public sealed record Lost(DockerException Cause, TimeSpan RetryIn) : EngineEvent;
}
