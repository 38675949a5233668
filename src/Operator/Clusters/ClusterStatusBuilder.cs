using Mooring.Api;
using Mooring.Kube.Reconciling;

namespace Mooring.Operator.Clusters;

/// <summary>Turns an observation and its plan into a status. Pure.</summary>
public static class ClusterStatusBuilder
{
    private const int MostNamed = 5;

    /// <summary>The status without transition times.</summary>
    public static ClusterStatus Build(ClusterObservation seen, ClusterPlan plan, Fault? fault, DateTimeOffset now)
    {
        var old = seen.Cluster.Status;
        return old with
        {
            Ca = plan.Authority is { } facts ? new(facts.Subject, facts.Sha256, facts.NotAfter, Math.Max(0, (int)(facts.NotAfter - now).TotalDays)) : old.Ca,
            ClientSecretName = seen.ClientPair?.Metadata.Name,
            Nodes = new(seen.Members.Count, seen.Members.Count(member => member.Ready)),
            Conditions = Conditions(seen, plan, fault),
        };
    }

    private static List<V1Condition> Conditions(ClusterObservation seen, ClusterPlan plan, Fault? fault)
    {
        var works = plan.Authority is not null;
        var pending = plan.Reason is Reasons.Pending;
        var ca = new V1Condition(
            ConditionTypes.CaReady,
            works ? ConditionStatus.True : pending || plan.Reason is Reasons.Invalid or Reasons.Deleting ? ConditionStatus.Unknown : ConditionStatus.False,
            plan.Reason is Reasons.Invalid or Reasons.Deleting ? Reasons.Pending : plan.Reason,
            plan.Message);
        var ready = Ready(seen, plan, fault);
        List<V1Condition> conditions = [ca, ready];
        if (seen.Errors.Count > 0 || plan.Reason is Reasons.CaLost)
        {
            conditions.Add(new(ConditionTypes.Stalled, ConditionStatus.True, seen.Errors.Count > 0 ? Reasons.Invalid : Reasons.CaLost, ready.Message));
        }
        else if (plan.Steps.Count > 0)
        {
            conditions.Add(new(ConditionTypes.Reconciling, ConditionStatus.True, seen.Deleting ? Reasons.Deleting : Reasons.InProgress, ready.Message));
        }

        return conditions;
    }

    private static V1Condition Ready(ClusterObservation seen, ClusterPlan plan, Fault? fault)
    {
        V1Condition Is(string status, string reason, string message) => new(ConditionTypes.Ready, status, reason, message);
        var waiting = seen.Members.Where(member => !member.Ready).Select(member => member.Name).ToList();
        return (plan, fault) switch
        {
            ({ Reason: Reasons.Invalid or Reasons.Deleting }, _) => Is(ConditionStatus.False, plan.Reason, plan.Message),
            (_, { } failed) => Is(ConditionStatus.False, Reasons.InProgress, failed.Message),
            ({ Authority: null }, _) => Is(ConditionStatus.False, plan.Reason, plan.Message),
            _ when seen.Members.Count == 0 => Is(ConditionStatus.False, Reasons.NoNodes, "no DockerNode belongs to it; set spec.clusterRef on DockerNodes, or spec.nodeSelector here"),
            _ when waiting.Count > 0 => Is(ConditionStatus.False, Reasons.NodesNotReady,
                $"{waiting.Count} of {seen.Members.Count} hosts are not ready: {string.Join(", ", waiting.Take(MostNamed))}{(waiting.Count > MostNamed ? " and others" : "")}"),
            _ => Is(ConditionStatus.True, Reasons.Ready, $"{seen.Members.Count} of {seen.Members.Count} hosts are ready"),
        };
    }
}
