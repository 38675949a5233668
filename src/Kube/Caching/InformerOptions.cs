using Mooring.Kube.Client;

namespace Mooring.Kube.Caching;

/// <summary>What an informer keeps and how it behaves when the server is away.</summary>
/// <param name="Selection">Which objects; all by default.</param>
/// <param name="FirstRetry">Wait after the first failure; doubles from there. 200 ms by default.</param>
/// <param name="LongestRetry">The longest wait between attempts. 10 s by default.</param>
public sealed record InformerOptions(ListOptions? Selection = null, TimeSpan? FirstRetry = null, TimeSpan? LongestRetry = null)
{
    /// <summary>Which objects.</summary>
    public ListOptions Selection { get; init; } = Selection ?? ListOptions.All;
}
