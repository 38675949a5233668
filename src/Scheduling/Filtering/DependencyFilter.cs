using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>Keeps nodes that hold every container the request leans on (swarm.md 4.5).</summary>
internal sealed class DependencyFilter() : Filter("dependency")
{
    public override Func<NodeView, Reason?>? Prepare(Request request, IReadOnlyList<NodeView> candidates)
    {
        var dependencies = request.Dependencies.Select(dependency => (dependency.Container, Reason: new Reason($"lacks the container of {dependency}"))).ToArray();
        return dependencies.Length == 0 ? null : Test;

        Reason? Test(NodeView node)
        {
            foreach (var (container, reason) in dependencies)
            {
                if (node.Find(container) is null)
                {
                    return reason;
                }
            }

            return null;
        }
    }

    public override IEnumerable<string> Describe(Request request) => request.Dependencies.Select(dependency => dependency.ToString());
}
