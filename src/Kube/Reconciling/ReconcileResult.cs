namespace Mooring.Kube.Reconciling;

/// <summary>What a reconcile came to.</summary>
public abstract record ReconcileResult
{
    private ReconcileResult() { }

    /// <summary>All is as it should be; the next look is when something changes.</summary>
    public sealed record Done : ReconcileResult;

    /// <summary>All is well so far; look again after this delay even when nothing changes.</summary>
    public sealed record After(TimeSpan Delay) : ReconcileResult;

    /// <summary>It failed; try again after a wait that grows with every failure in a row.</summary>
    public sealed record Retry(Fault Fault) : ReconcileResult;

    /// <summary>It failed and trying again is no use; the next look is when something changes.</summary>
    public sealed record Park(Fault Fault) : ReconcileResult;
}
