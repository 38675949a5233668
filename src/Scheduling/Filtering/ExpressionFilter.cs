using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>Keeps nodes that satisfy every hard expression of one list of the request.</summary>
/// <param name="name">Name of the filter, also its word in refusals.</param>
/// <param name="list">The list of the request.</param>
/// <param name="met">Whether a node satisfies an expression.</param>
/// <param name="showSoft">Whether classic errors tell soft from hard for this filter.</param>
internal sealed class ExpressionFilter(
    string name, Func<Request, IReadOnlyList<Expression>> list, Func<Expression, NodeView, bool> met, bool showSoft) : Filter(name)
{
    public override Func<NodeView, Reason?>? Prepare(Request request, IReadOnlyList<NodeView> candidates)
    {
        var hard = list(request)
            .Where(expression => !expression.Soft)
            .Select(expression => (Expression: expression, Reason: new Reason($"failed {Name} {expression}")))
            .ToArray();
        return hard.Length == 0 ? null : Test;

        Reason? Test(NodeView node)
        {
            foreach (var (expression, reason) in hard)
            {
                if (!met(expression, node))
                {
                    return reason;
                }
            }

            return null;
        }
    }

    public override IEnumerable<Wish> Wishes(Request request) =>
        list(request).Where(expression => expression.Soft).Select(expression => new Wish(expression, node => met(expression, node)));

    public override IEnumerable<string> Describe(Request request) => list(request)
        .Select(expression => showSoft ? $"{expression.Bare} (soft={(expression.Soft ? "true" : "false")})" : expression.Bare);
}
