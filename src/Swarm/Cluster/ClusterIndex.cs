namespace Mooring.Swarm.Cluster;

/// <summary>
/// The engines of the cluster and where each container is. Taking in a change costs what changed; looking a container up costs the same in a small and in
/// a large cluster, save by a prefix of its ID. Safe for concurrent use.
/// </summary>
public sealed class ClusterIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, EngineView> _engines = [];
    private readonly Dictionary<string, List<Located>> _byReference = [];
    private EngineView[]? _ordered;

    /// <summary>All engines in natural order of their names, then of their addresses.</summary>
    public IReadOnlyList<EngineView> Engines
    {
        get
        {
            lock (_gate)
            {
                return _ordered ??= [.. _engines.Values.OrderBy(engine => engine.Name, Views.NaturalOrder.Instance).ThenBy(engine => engine.Address, Views.NaturalOrder.Instance)];
            }
        }
    }

    /// <summary>The engines that were reached and accepted, healthy or not.</summary>
    public IEnumerable<EngineView> Validated => Engines.Where(engine => engine.Validated);

    /// <summary>Every container of every accepted engine.</summary>
    public IEnumerable<Placed> Containers => Validated.SelectMany(engine => engine.Containers.Values.Select(container => new Placed(engine, container)));

    /// <summary>Takes in what an engine looks like now.</summary>
    public void Apply(EngineView engine)
    {
        lock (_gate)
        {
            _engines.TryGetValue(engine.Address, out var before);
            _engines[engine.Address] = engine;
            _ordered = null;
            var same = before is not null && before.Validated == engine.Validated && before.Name == engine.Name && before.Id == engine.Id;
            Forget(before, same ? engine : null);
            Index(engine, same ? before : null);
        }
    }

    /// <summary>Forgets an engine.</summary>
    public void Remove(string address)
    {
        lock (_gate)
        {
            if (_engines.Remove(address, out var engine))
            {
                _ordered = null;
                Forget(engine, null);
            }
        }
    }

    /// <summary>The engine at an address; null if there is none.</summary>
    public EngineView? FindEngine(string address)
    {
        lock (_gate)
        {
            return _engines.GetValueOrDefault(address);
        }
    }

    /// <summary>
    /// The container a client means: full or short ID, then full or short swarm ID, then a name, <c>/name</c>, <c>ENGINEID/name</c> or
    /// <c>ENGINENAME/name</c> that only one container has, then a prefix that only one ID or swarm ID has.
    /// </summary>
    /// <returns>Null if there is none, or if there are several.</returns>
    public Placed? Find(string reference)
    {
        if (reference.Length == 0)
        {
            return null;
        }

        lock (_gate)
        {
            return Exactly(reference, located => located.Container.Id == reference || located.Container.ShortId == reference)
                ?? Exactly(reference, located => IsSwarmId(located.Container, reference))
                ?? Only(reference.TrimStart('/'))
                ?? ByPrefix(reference);
        }
    }

    /// <summary>Whether any container of the cluster bears this name.</summary>
    public bool HasName(string name)
    {
        lock (_gate)
        {
            return _byReference.TryGetValue(name, out var found) && found.Exists(located => located.Container.Names.Contains(name));
        }
    }

    /// <summary>The containers with this swarm ID.</summary>
    public IReadOnlyList<Placed> FindSwarmId(string swarmId)
    {
        lock (_gate)
        {
            return _byReference.TryGetValue(swarmId, out var found) ? [.. found.Where(located => located.Container.SwarmId == swarmId).Select(Resolve)] : [];
        }
    }

    private static bool IsSwarmId(ContainerEntry container, string reference) =>
        container.SwarmId is { } id && (id == reference || (reference.Length == 12 && id.StartsWith(reference, StringComparison.Ordinal)));

    private static IEnumerable<string> References(EngineView engine, ContainerEntry container)
    {
        yield return container.Id;
        yield return container.ShortId;
        if (container.SwarmId is { Length: > 12 } swarmId)
        {
            yield return swarmId;
            yield return swarmId[..12];
        }

        foreach (var name in container.Names)
        {
            yield return name;
            yield return $"{engine.Name}/{name}";
            yield return $"{engine.Id}/{name}";
            yield return $"{engine.Info?.ID}/{name}";
        }
    }

    private Placed Resolve(Located located) => new(_engines[located.Address], located.Container);

    private Placed? Exactly(string reference, Predicate<Located> matches) =>
        _byReference.TryGetValue(reference, out var found) && found.Find(matches) is { } located ? Resolve(located) : null;

    private Placed? Only(string reference) => _byReference.TryGetValue(reference, out var found) && found.Count == 1 ? Resolve(found[0]) : null;

    private Placed? ByPrefix(string prefix)
    {
        Placed? match = null;
        foreach (var engine in _engines.Values)
        {
            if (!engine.Validated)
            {
                continue;
            }

            foreach (var container in engine.Containers.Values)
            {
                if (container.Id.StartsWith(prefix, StringComparison.Ordinal) || container.SwarmId?.StartsWith(prefix, StringComparison.Ordinal) == true)
                {
                    if (match is not null)
                    {
                        return null;
                    }

                    match = new(engine, container);
                }
            }
        }

        return match;
    }

    private void Forget(EngineView? before, EngineView? after)
    {
        if (before is not { Validated: true })
        {
            return;
        }

        foreach (var container in before.Containers.Values)
        {
            if (after is not null && after.Containers.TryGetValue(container.Id, out var still) && ReferenceEquals(still, container))
            {
                continue;
            }

            foreach (var reference in References(before, container))
            {
                if (_byReference.TryGetValue(reference, out var found) && found.RemoveAll(located => ReferenceEquals(located.Container, container)) > 0 && found.Count == 0)
                {
                    _byReference.Remove(reference);
                }
            }
        }
    }

    private void Index(EngineView engine, EngineView? before)
    {
        if (!engine.Validated)
        {
            return;
        }

        foreach (var container in engine.Containers.Values)
        {
            if (before is not null && before.Containers.TryGetValue(container.Id, out var was) && ReferenceEquals(was, container))
            {
                continue;
            }

            var located = new Located(engine.Address, container);
            foreach (var reference in References(engine, container).Distinct())
            {
                if (!_byReference.TryGetValue(reference, out var found))
                {
                    _byReference[reference] = found = [];
                }

                found.Add(located);
            }
        }
    }

    private sealed record Located(string Address, ContainerEntry Container);
}
