using Mooring.Pki;

namespace Mooring.Operator.Clusters;

/// <summary>What to do next for a Cluster, and what was found of its authority.</summary>
/// <param name="Steps">In order; none means settled.</param>
/// <param name="Authority">What the authority's certificate says; null when there is none that can be used.</param>
/// <param name="Reason">Reason of the CAReady condition.</param>
/// <param name="Message">Its message.</param>
/// <param name="NextLook">When to look again without an event.</param>
public sealed record ClusterPlan(IReadOnlyList<ClusterStep> Steps, CertificateFacts? Authority, string Reason, string Message, TimeSpan? NextLook = null);
