using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>One stage of the choice of a node. Stateless: everything is in the request and the views.</summary>
/// <param name="name">Name as in the manager's <c>--filter</c> option.</param>
public abstract class Filter(string name)
{
    /// <summary>Name as in the manager's <c>--filter</c> option.</summary>
    public string Name => name;

    /// <summary>The test for one request: null reason for a node that fits. Null when the request asks nothing of this filter.</summary>
    /// <param name="request">What is to be placed.</param>
    /// <param name="candidates">Nodes that every earlier filter let through.</param>
    public abstract Func<NodeView, Reason?>? Prepare(Request request, IReadOnlyList<NodeView> candidates);

    /// <summary>Soft expressions, the most wanted first.</summary>
    public virtual IEnumerable<Wish> Wishes(Request request) => [];

    /// <summary>The words classic Swarm lists for this filter in its error (swarm.md 4.10); none when the filter has nothing to say.</summary>
    public virtual IEnumerable<string> Describe(Request request) => [];

    /// <summary>The filter's name.</summary>
    public override string ToString() => name;
}
