using Mooring.Api;
using Mooring.Kube.Objects;

namespace Mooring.Operator.Reporting;

/// <summary>Brings the conditions a loop wants into an object's list.</summary>
public static class ConditionSet
{
    private static readonly string[] OnlyWhileTrue = [ConditionTypes.Reconciling, ConditionTypes.Stalled, ConditionTypes.IdentityConflict];

    /// <summary>The new list: wanted conditions set, those that exist only while true dropped when they are not wanted any more.</summary>
    public static IReadOnlyList<V1Condition> Next(IReadOnlyList<V1Condition> current, IReadOnlyList<V1Condition> wanted, long generation, DateTimeOffset now)
    {
        var stale = OnlyWhileTrue.Except(wanted.Select(condition => condition.Type));
        return Conditions.Set(Conditions.Remove(current, stale), wanted.Select(condition => condition with { ObservedGeneration = generation }), now);
    }
}
