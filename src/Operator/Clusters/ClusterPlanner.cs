using Mooring.Api;
using Mooring.Kube.Objects;
using Mooring.Pki;

namespace Mooring.Operator.Clusters;

/// <summary>Decides what a Cluster's certificates need next. Pure: making keys is the executor's.</summary>
public static class ClusterPlanner
{
    // A certificate's remaining days are in the status, so it is looked at once a day at least.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(24);

    /// <summary>Plans one round.</summary>
    public static ClusterPlan Plan(ClusterObservation seen, DateTimeOffset now)
    {
        if (seen.Deleting)
        {
            return PlanDeletion(seen);
        }

        if (!seen.Protected)
        {
            return new([new ClusterStep.AddFinalizer()], null, Reasons.Pending, "the finalizer is being added");
        }

        return seen.Errors.Count > 0 ? new([], null, Reasons.Invalid, string.Join("; ", seen.Errors)) : PlanCertificates(seen, now);
    }

    private static ClusterPlan PlanDeletion(ClusterObservation seen)
    {
        if (!seen.Protected)
        {
            return new([], null, Reasons.Deleting, "");
        }

        List<ClusterStep> steps =
        [
            .. new[] { seen.OperatorPair, seen.ClientPair, seen.Authority }
                .Where(secret => secret?.IsOwnedBy(seen.Cluster) is true)
                .Select(secret => new ClusterStep.DeleteSecret(secret!)),
            new ClusterStep.RemoveFinalizer(),
        ];
        return new(steps, null, Reasons.Deleting, "the Cluster's Secrets are being removed");
    }

    private static ClusterPlan PlanCertificates(ClusterObservation seen, DateTimeOffset now)
    {
        var supplied = seen.Cluster.Spec.Tls.CaSecretRef?.Name;
        if (seen.Foreign.Count > 0)
        {
            return new([], null, Reasons.SecretInvalid,
                $"{string.Join(", ", seen.Foreign)} exists and does not belong to this Cluster; remove or rename it, or name the Cluster otherwise");
        }

        if (seen.Authority is null)
        {
            return (supplied, seen.Cluster.Status.Ca) switch
            {
                ({ } name, _) => new([], null, Reasons.SecretNotFound,
                    $"Secret {name} of spec.tls.caSecretRef does not exist; create it with tls.crt and tls.key of the CA"),
                (null, { Fingerprint: not "" }) => new([], null, Reasons.CaLost,
                    $"Secret {ClusterSecrets.Authority(seen.Cluster.Metadata.Name)} is gone; restore it, or delete the Cluster and create it again: hosts trust the lost CA only"),
                _ => new([new ClusterStep.GenerateAuthority()], null, Reasons.Pending, "the CA is being generated"),
            };
        }

        if (CertificateSecrets.CheckAuthority(seen.Authority, now) is { } problem)
        {
            var reason = problem.Flaw is CertificateFlaw.Expired ? Reasons.CaExpired : problem.Flaw is CertificateFlaw.WeakCrypto ? Reasons.WeakCrypto : Reasons.CaInvalid;
            return new([], null, reason, $"Secret {seen.Authority.Metadata.Name}: {problem.Message}", LongestSleep);
        }

        var facts = CertificateSecrets.LoadAuthority(seen.Authority).Facts;
        List<ClusterStep> steps = [];
        var nextLook = now + LongestSleep;
        foreach (var (pair, secret) in new[] { (ClientPair.Operator, seen.OperatorPair), (ClientPair.People, seen.ClientPair) })
        {
            var input = CertificateSecrets.ReadClient(pair, secret, facts, seen.Cluster.Spec.Tls.RenewBefore?.ToTimeSpan());
            if (RenewalPolicy.Check(input, now) is { } need)
            {
                steps.Add(new ClusterStep.IssueClientPair(pair, secret, need.Message));
            }
            else if (RenewalPolicy.RenewalTime(input.Current!.ReadFacts(), input.RenewBefore) is var due && due > now && due < nextLook)
            {
                nextLook = due;
            }
        }

        var lifetime = seen.Cluster.Spec.Tls.CertificateLifetime.ToTimeSpan();
        var (state, message) = facts.NotAfter - now < lifetime
            ? (Reasons.CaExpiring, $"the CA ends on {facts.NotAfter:yyyy-MM-dd}, before a certificate issued now would")
            : supplied is null
                ? (Reasons.CaGenerated, $"CA {facts.Subject} is valid until {facts.NotAfter:yyyy-MM-dd}")
                : (Reasons.CaProvided, $"CA {facts.Subject} of Secret {supplied} is valid until {facts.NotAfter:yyyy-MM-dd}");
        return new(steps, facts, state, message, nextLook - now);
    }
}
