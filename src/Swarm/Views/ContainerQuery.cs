using System.Globalization;
using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Views;

/// <summary>What a client wants listed by <c>/containers/json</c> (swarm.md 5.3), with the filters that classic Swarm ignored.</summary>
public sealed class ContainerQuery
{
    private readonly QueryFilters _filters;
    private readonly Query _query;
    private readonly FilterPattern _names;
    private readonly FilterPattern _ids;
    private readonly FilterPattern _nodes;
    private readonly long[] _exitCodes;

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="ApiException">A filter's value cannot be used.</exception>
    public ContainerQuery(Query query, QueryFilters filters)
    {
        _query = query;
        _filters = filters;
        _names = new(filters["name"]);
        _ids = new(filters["id"]);
        _nodes = new(filters["node"]);
        _exitCodes = [.. filters["exited"].Select(ReadExitCode)];
        All = query.Bool("all") || Limit > 0 || query["before"].Length > 0 || filters["status"].Any(status => status is not "running") || _exitCodes.Length > 0;
    }

    /// <summary>Whether stopped containers and those of unhealthy engines are wanted too.</summary>
    public bool All { get; }

    /// <summary>Most containers to list; 0 for no limit.</summary>
    public long Limit => Math.Max(0, _query.Number("limit") ?? 0);

    /// <summary>The wanted containers, newest first.</summary>
    /// <exception cref="ApiException">404: a container that <c>before</c> or <c>since</c> names does not exist.</exception>
    public IReadOnlyList<Placed> Select(ClusterIndex cluster)
    {
        var before = Bound(cluster, _query["before"], _filters["before"]);
        var since = Bound(cluster, _query["since"], _filters["since"]);
        var ancestors = Ancestors(cluster);
        var chosen = new List<Placed>();
        foreach (var engine in cluster.Validated)
        {
            if (!_nodes.Matches(engine.Name) || (!All && engine.Health != EngineHealth.Healthy))
            {
                continue;
            }

            foreach (var container in engine.Containers.Values)
            {
                if (Wants(container, before, since) && (ancestors is null || IsDescendant(container, ancestors)))
                {
                    chosen.Add(new(engine, container));
                }
            }
        }

        chosen.Sort((left, right) => right.Container.Listed.Created.CompareTo(left.Container.Listed.Created) is var byAge and not 0
            ? byAge
            : string.CompareOrdinal(left.Container.Id, right.Container.Id));
        return Limit > 0 && chosen.Count > Limit ? chosen.GetRange(0, (int)Limit) : chosen;
    }

    private static long ReadExitCode(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code)
        ? code
        : throw ApiException.BadRequest($"invalid filter 'exited={text}'");

    private static DateTimeOffset? Bound(ClusterIndex cluster, string parameter, IReadOnlyList<string> filter)
    {
        var reference = parameter.Length > 0 ? parameter : filter.Count > 0 ? filter[0] : null;
        return reference is null
            ? null
            : (cluster.Find(reference) ?? throw ApiException.NotFound($"No such container: {reference}")).Container.Listed.Created;
    }

    private HashSet<string>? Ancestors(ClusterIndex cluster) => !_filters.Has("ancestor") ? null :
    [
        .. cluster.Validated.SelectMany(engine => engine.Images).Where(image => _filters["ancestor"].Any(name => ImageReference.Names(image, name, anyTag: false))).Select(image => image.ID),
    ];

    private bool IsDescendant(ContainerEntry container, HashSet<string> images) =>
        images.Contains(container.Listed.ImageID) || _filters["ancestor"].Contains(container.Listed.Image);

    private bool Wants(ContainerEntry container, DateTimeOffset? before, DateTimeOffset? since)
    {
        var listed = container.Listed;
        if (!All && (!container.State.Running || ImageReference.Split(listed.Image).Repository == "swarm"))
        {
            return false;
        }

        return (before is null || listed.Created < before)
            && (since is null || listed.Created > since)
            && (!_filters.Has("name") || _names.Matches(container.Name) || _names.Matches("/" + container.Name))
            && _ids.Matches(container.Id)
            && HasLabels(container)
            && Any("status", HumanText.State(container.State))
            && (_exitCodes.Length == 0 || (!container.State.Running && _exitCodes.Contains(container.State.ExitCode)))
            && Any("health", container.State.Health?.Status is { Length: > 0 } health ? health : "none")
            && (!_filters.Has("volume") || listed.Mounts.Any(mount => _filters["volume"].Any(volume => volume == mount.Name || volume == mount.Destination)))
            && (!_filters.Has("network") || InNetwork(listed))
            && (_filters.Bool("is-task") is not { } task || task == container.Labels.ContainsKey(SwarmLabels.Task))
            && Publishes(listed)
            && Exposes(container)
            && Any("isolation", container.Inspected.HostConfig.Isolation is { Length: > 0 } isolation ? isolation : "default");
    }

    private bool Any(string key, string value) => !_filters.Has(key) || _filters[key].Contains(value);

    private bool HasLabels(ContainerEntry container) => LabelMatch.All(_filters["label"], container.Labels);

    private bool InNetwork(ContainerListResponse listed) => listed.NetworkSettings?.Networks?.Any(network => _filters["network"].Any(wanted =>
        wanted == network.Key || (wanted.Length > 0 && network.Value.NetworkID?.StartsWith(wanted, StringComparison.Ordinal) == true))) == true;

    private bool Publishes(ContainerListResponse listed) => !_filters.Has("publish")
        || _filters["publish"].Select(PortRange.Parse).Any(range => listed.Ports.Any(port => port.PublicPort > 0 && range.Holds(port.PublicPort, port.Type)));

    private bool Exposes(ContainerEntry container) => !_filters.Has("expose")
        || _filters["expose"].Select(PortRange.Parse).Any(range => container.Listed.Ports.Any(port => range.Holds(port.PrivatePort, port.Type))
            || container.Inspected.Config.ExposedPorts?.Keys.Any(range.Holds) == true);
}
