namespace Mooring.Kube.LeaderElection;

/// <summary>Leadership where there is nobody else: one process without an election.</summary>
public sealed class SoleLeader : ILeadership
{
    /// <inheritdoc/>
    public bool IsLeader => true;

    /// <inheritdoc/>
    public Task<LeaderTerm> WaitUntilLeaderAsync(CancellationToken ct) => Task.FromResult(new LeaderTerm(CancellationToken.None));
}
