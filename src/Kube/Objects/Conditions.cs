using Mooring.Api;

namespace Mooring.Kube.Objects;

/// <summary>Lists of conditions, by the rules of the Kubernetes API conventions: one a type, sorted by type, so that equal lists are equal text.</summary>
public static class Conditions
{
    /// <summary>
    /// The list with these conditions set. The transition time moves only when the status does and has whole seconds; what
    /// <paramref name="wanted"/> says of it is ignored. Conditions that are not named stay.
    /// </summary>
    public static IReadOnlyList<V1Condition> Set(IReadOnlyList<V1Condition> current, IEnumerable<V1Condition> wanted, DateTimeOffset now)
    {
        var byType = new SortedDictionary<string, V1Condition>(StringComparer.Ordinal);
        foreach (var condition in current)
        {
            byType[condition.Type] = condition;
        }

        foreach (var condition in wanted)
        {
            var known = byType.GetValueOrDefault(condition.Type);
            var since = known is { LastTransitionTime: { } time } && known.Status == condition.Status ? time : WholeSeconds(now);
            byType[condition.Type] = condition with { LastTransitionTime = since };
        }

        return [.. byType.Values];
    }

    /// <summary>The list without conditions of these types.</summary>
    public static IReadOnlyList<V1Condition> Remove(IReadOnlyList<V1Condition> current, params IEnumerable<string> types) =>
        [.. current.ExceptBy(types, condition => condition.Type)];

    /// <summary>The condition of a type, or null.</summary>
    public static V1Condition? Find(this IReadOnlyList<V1Condition> conditions, string type) =>
        conditions.FirstOrDefault(condition => condition.Type == type);

    /// <summary>True when there is a condition of the type and it says so.</summary>
    public static bool IsTrue(this IReadOnlyList<V1Condition> conditions, string type) => conditions.Find(type)?.Status == ConditionStatus.True;

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
