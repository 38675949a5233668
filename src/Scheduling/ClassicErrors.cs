using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Filtering;

namespace Mooring.Scheduling;

/// <summary>The error texts of classic Swarm when no node can take a container, word for word (swarm.md 4.10).</summary>
public static class ClassicErrors
{
    private const string Preamble = "Unable to find a node that satisfies the following conditions ";

    /// <summary>The text for a decision that chose no node.</summary>
    /// <param name="scheduler">The scheduler that decided.</param>
    /// <param name="request">What was to be placed.</param>
    /// <param name="decision">A decision without a node.</param>
    public static string NothingFits(Scheduler scheduler, Request request, Decision decision)
    {
        var last = scheduler.Chain.LastOrDefault(filter => decision.Refusals.Any(refusal => refusal.Filter == filter.Name));
        return last switch
        {
            null when !scheduler.Chain.Contains(Filters.Health) => "No nodes available in the cluster",
            null => "No healthy node available in the cluster",
            _ when last == Filters.Health => "No healthy node available in the cluster",
            _ when last == Filters.Resources => "no resources available to schedule container",
            _ => Preamble + string.Concat(Lines(scheduler, request, last).Append(Line(last, request))),
        };
    }

    /// <summary>The text for an expression that cannot be read.</summary>
    /// <param name="scheduler">The scheduler that would have decided.</param>
    /// <param name="request">The request without that expression.</param>
    /// <param name="filter">The filter whose expression it is.</param>
    /// <param name="error">What is wrong with it.</param>
    public static string BadExpression(Scheduler scheduler, Request request, Filter filter, ExpressionError error) =>
        Preamble + string.Concat(Lines(scheduler, request, filter)) + $"\nerror from {filter.Name} filter: {error.Message}";

    private static IEnumerable<string> Lines(Scheduler scheduler, Request request, Filter before) =>
        scheduler.Chain.TakeWhile(filter => filter != before).Select(filter => Line(filter, request));

    private static string Line(Filter filter, Request request)
    {
        var words = string.Join(' ', filter.Describe(request));
        return words.Length == 0 ? "" : $"\n[{words}]";
    }
}
