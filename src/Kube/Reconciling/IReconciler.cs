using Mooring.Kube.Client;

namespace Mooring.Kube.Reconciling;

/// <summary>Makes the world be as one object says.</summary>
public interface IReconciler
{
    /// <summary>
    /// Looks at the world anew and takes it one step nearer. An object that is gone is <see cref="ReconcileResult.Done"/>.
    /// Exceptions are taken as <see cref="ReconcileResult.Retry"/>. Must end soon when cancelled.
    /// </summary>
    Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken ct);
}
