namespace Mooring.Operator.Placements;

/// <summary>One thing to do for a placement. Each is safe to repeat: names are deterministic and the engine refuses a second container of a name.</summary>
public abstract record PlacementStep
{
    private PlacementStep()
    {
    }

    /// <summary>Marks the placement so that it is not forgotten before its containers are gone.</summary>
    public sealed record AddFinalizer : PlacementStep;

    /// <summary>Lets the placement go.</summary>
    public sealed record RemoveFinalizer : PlacementStep;

    /// <summary>Pulls the image where it is missing, creates the container and starts it.</summary>
    /// <param name="Slot">The slot to fill.</param>
    /// <param name="Node">Where.</param>
    public sealed record Create(string Slot, string Node) : PlacementStep;

    /// <summary>Pulls the new image first, then removes the old container and creates its successor, which may be on another node.</summary>
    /// <param name="Old">The container that goes.</param>
    /// <param name="Node">Where its successor goes.</param>
    /// <param name="Why">Why the old one may not stay.</param>
    public sealed record Replace(PlacedContainer Old, string Node, string Why) : PlacementStep;

    /// <summary>Starts a container that does not run, or resumes one that is paused.</summary>
    /// <param name="Container">The container.</param>
    public sealed record Start(PlacedContainer Container) : PlacementStep;

    /// <summary>Stops a container within its grace period and removes it with its anonymous volumes.</summary>
    /// <param name="Container">The container.</param>
    /// <param name="Why">Why it goes.</param>
    public sealed record Remove(PlacedContainer Container, string Why) : PlacementStep;
}
