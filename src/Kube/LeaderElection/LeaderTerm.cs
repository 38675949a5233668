namespace Mooring.Kube.LeaderElection;

/// <summary>One party's share in a time of leadership. Disposing it says that this party has stopped acting.</summary>
/// <param name="lost">Cancelled when the leadership ends, before anybody else may lead.</param>
/// <param name="left">Called once, on disposal.</param>
public sealed class LeaderTerm(CancellationToken lost, Action? left = null) : IDisposable
{
    private Action? _left = left;

    /// <summary>Cancelled when the leadership ends, before anybody else may lead.</summary>
    public CancellationToken Lost { get; } = lost;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _left, null)?.Invoke();
}
