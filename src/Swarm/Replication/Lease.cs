namespace Mooring.Swarm.Replication;

/// <summary>The right to write, as a request was given it. Ended before another manager can have it.</summary>
/// <param name="Lost">Cancelled when the right ends.</param>
internal sealed record Lease(CancellationToken Lost)
{
    /// <summary>That of a manager without others.</summary>
    public static readonly Lease Endless = new(CancellationToken.None);
}
