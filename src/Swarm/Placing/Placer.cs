using Mooring.Scheduling;
using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Filtering;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Placing;

/// <summary>
/// Chooses engines for containers. One short lock spans the check of the name, the choice, and the reservation; engines are called outside of it. A
/// reservation counts until it is released, and never beside the container that came of it.
/// </summary>
internal sealed class Placer(Scheduler scheduler, ClusterIndex cluster, double overcommit, int failureRetry)
{
    private readonly Lock _gate = new();
    private readonly ClusterState _state = new([]);
    private readonly Dictionary<string, string> _nodes = [];
    private readonly Dictionary<string, string> _addresses = [];
    private readonly HashSet<string> _names = [];

    /// <summary>Takes in what an engine looks like now.</summary>
    public void Observe(EngineView engine)
    {
        if (!engine.Validated)
        {
            Forget(engine.Address);
            return;
        }

        var node = NodeViews.Of(engine, overcommit, failureRetry);
        lock (_gate)
        {
            if (_nodes.TryGetValue(engine.Address, out var before) && before != node.Id)
            {
                _state.Remove(before);
                _addresses.Remove(before);
            }

            _nodes[engine.Address] = node.Id;
            _addresses[node.Id] = engine.Address;
            _state.Observe(node);
        }
    }

    /// <summary>Forgets an engine.</summary>
    public void Forget(string address)
    {
        lock (_gate)
        {
            if (_nodes.Remove(address, out var node))
            {
                _state.Remove(node);
                _addresses.Remove(node);
            }
        }
    }

    /// <summary>Chooses an engine for a container and holds its room and its name.</summary>
    /// <param name="spec">The container.</param>
    /// <param name="extra">Constraints besides the client's.</param>
    /// <param name="eligible">Engines that come into question; null for all.</param>
    /// <exception cref="ApiException">409: the name is taken; 500: no engine fits, in classic Swarm's words.</exception>
    public Placement Place(CreateSpec spec, IReadOnlyList<string> extra, Func<EngineView, bool>? eligible)
    {
        var request = Complete(spec.Request(), [.. spec.Wishes.Constraints, .. extra], spec.Wishes.Affinities, spec.Wishes.Whitelists);
        lock (_gate)
        {
            ReserveName(spec.Name);
            var placement = Choose(request, eligible);
            if (placement is null)
            {
                _names.Remove(spec.Name);
                throw new ApiException(500, $"Unable to find a node that satisfies the following conditions \n[--net={spec.NetworkMode}]");
            }

            _state.Reserve(placement.NodeId, request.Reserve(spec.SwarmId));
            return placement with { Key = spec.SwarmId, Name = spec.Name };
        }
    }

    /// <summary>Chooses an engine for something that holds no room: a build, a network, a search.</summary>
    /// <exception cref="ApiException">500: no engine fits.</exception>
    public EngineView Pick(Request request, SchedulingLabels? wishes = null)
    {
        var complete = wishes is null ? request : Complete(request, wishes.Constraints, wishes.Affinities, wishes.Whitelists);
        lock (_gate)
        {
            return Choose(complete, null)!.Engine;
        }
    }

    /// <summary>Holds a name for a rename.</summary>
    /// <exception cref="ApiException">409: it is taken.</exception>
    public void HoldName(string name)
    {
        lock (_gate)
        {
            ReserveName(name);
        }
    }

    /// <summary>Lets a name go.</summary>
    public void ReleaseName(string name)
    {
        lock (_gate)
        {
            _names.Remove(name);
        }
    }

    /// <summary>Gives room and name back: the container is seen, or will not be made.</summary>
    public void Release(Placement placement)
    {
        lock (_gate)
        {
            _state.Release(placement.NodeId, placement.Key);
            _names.Remove(placement.Name);
        }
    }

    private void ReserveName(string name)
    {
        if (name.Length > 0 && (cluster.HasName(name) || !_names.Add(name)))
        {
            throw new ApiException(
                409, $"Conflict: The name {name} is already assigned. You have to delete (or rename) that container to be able to assign {name} to a container again.");
        }
    }

    private Placement? Choose(Request request, Func<EngineView, bool>? eligible)
    {
        var nodes = eligible is null ? _state.Nodes
            : [.. _state.Nodes.Where(node => cluster.FindEngine(_addresses[node.Id]) is { } engine && eligible(engine))];
        if (eligible is not null && nodes.Count == 0)
        {
            return null;
        }

        var decision = scheduler.Place(request, nodes);
        if (decision.Node is not { } chosen || cluster.FindEngine(_addresses[chosen.Id]) is not { } engine)
        {
            _names.Remove(request.Name ?? "");
            throw new ApiException(500, ClassicErrors.NothingFits(scheduler, request, decision));
        }

        return new(engine, chosen.Id, "", "");
    }

    private Request Complete(Request request, IReadOnlyList<string> constraints, IReadOnlyList<string> affinities, IReadOnlyList<string> whitelists)
    {
        var parsed = request;
        parsed = parsed with { Affinities = Read(affinities, Filters.Affinity, parsed) };
        parsed = parsed with { Constraints = Read(constraints, Filters.Constraint, parsed) };
        return parsed with { Whitelists = Read(whitelists, Filters.Whitelist, parsed) };
    }

    // A filter that is not in use does not read its expressions either.
    private List<Expression> Read(IReadOnlyList<string> texts, Filter filter, Request soFar)
    {
        if (!scheduler.Chain.Contains(filter))
        {
            return [];
        }

        var expressions = new List<Expression>(texts.Count);
        foreach (var text in texts)
        {
            if (!Expression.TryParse(text, out var expression, out var error))
            {
                throw new ApiException(500, ClassicErrors.BadExpression(scheduler, soFar, filter, error));
            }

            expressions.Add(expression);
        }

        return expressions;
    }
}
