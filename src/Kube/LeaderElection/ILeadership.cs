namespace Mooring.Kube.LeaderElection;

/// <summary>Says when this process may act.</summary>
public interface ILeadership
{
    /// <summary>Whether this process leads now, by the clock. Asked before anything that another leader must not see done twice.</summary>
    bool IsLeader { get; }

    /// <summary>
    /// Waits until this process leads. Whoever gets a term stops acting when it is lost and disposes it once nothing of it is under way:
    /// the lease is not given up before that.
    /// </summary>
    Task<LeaderTerm> WaitUntilLeaderAsync(CancellationToken ct);
}
