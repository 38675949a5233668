using System.Globalization;
using Mooring.Api;
using Mooring.Api.Validation;
using Mooring.Fleet;
using Mooring.Fleet.Snapshots;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Objects;
using Mooring.Operator.Clusters;
using Mooring.Operator.Engines;
using Mooring.Scheduling.Views;

namespace Mooring.Operator.Placements;

/// <summary>Gathers what a placement's plan needs from the caches.</summary>
public sealed class PlacementObserver(
    IObjectCache<Placement> placements,
    IObjectCache<DockerNode> nodes,
    IObjectCache<Cluster> clusters,
    EngineFleet fleet,
    ContainerOperations operations,
    Installation installation)
{
    /// <summary>The observation; null when the placement is gone.</summary>
    public PlacementObservation? Observe(ObjectKey key)
    {
        if (placements.Get(key) is not { } placement)
        {
            return null;
        }

        var operating = operations.Look();
        var engines = new EngineTwins(fleet);
        var cluster = placement.Spec.ClusterRef is { } reference ? clusters.Get(key with { Name = reference.Name }) : null;
        List<PlacementNode> views = [];
        List<PlacedContainer> containers = [];
        foreach (var node in nodes.List(key.Namespace))
        {
            var engine = fleet.Find(EngineKeys.Of(key.Namespace, node.Metadata.Name));
            var here = ContainersOn(placement, node, engine);
            containers.AddRange(here);
            views.Add(ViewOf(placement, node, engine, [.. engines.Of(engine)], operating, IsCandidate(placement, cluster, node), here.Count > 0));
        }

        return new(
            placement,
            TemplateRevision.Of(placement.Spec.Template),
            [.. PlacementValidation.Validate(placement, PlacementRequest.FlawOf), .. PlacementSupport.Unsupported(placement)],
            PlacementRequest.For(placement),
            views,
            containers,
            operating.Of(key),
            operating.RestartsOf(key));
    }

    private static bool IsCandidate(Placement placement, Cluster? cluster, DockerNode node) =>
        node.Metadata.DeletionTimestamp is null
        && (placement.Spec.ClusterRef is null || (cluster is not null && ClusterMembership.Holds(cluster, node)))
        && placement.Spec.NodeSelector?.Matches(node.Metadata.Labels) is not false;

    private static PlacementNode ViewOf(
        Placement placement, DockerNode node, EngineSnapshot? engine, IReadOnlyList<string> twins, OperationsSnapshot operating, bool candidate, bool holds)
    {
        var name = node.Metadata.Name;
        var sight = SightOf(node, engine, twins.Count > 0);
        if (sight is NodeSight.Unseen && !candidate && !holds && !placement.Status.Containers.Any(container => container.Node == name))
        {
            // Nothing of this placement can be there, so nobody waits for it.
            sight = NodeSight.Unreachable;
        }

        var refusal = sight is NodeSight.Reachable ? null : twins.Count > 0 ? "shows the same engine as another DockerNode" : "does not answer";
        var view = operating.RunningOn(EngineKeys.Of(node.Metadata.Namespace, name))
            .Select(operation => operation.Reservation)
            .OfType<ContainerView>()
            .Aggregate(NodeViews.Of(node, engine, refusal), Reserve);
        return new(name, candidate, sight, view, twins.Count > 0 ? null : UnreachableSince(node, engine));
    }

    /// <summary>A successor may need more than the container it replaces, whose share ends with it.</summary>
    private static NodeView Reserve(NodeView node, ContainerView reservation) => node.Containers
        .Where(container => container.Reservation == reservation.Id)
        .Aggregate(node, (without, old) => without.Without(old.Id))
        .With(reservation);

    private static NodeSight SightOf(DockerNode node, EngineSnapshot? engine, bool twin) => engine switch
    {
        _ when twin => NodeSight.Unreachable,
        { State: EngineState.Healthy, IsSynced: true } => NodeSight.Reachable,
        { IsDown: true } => NodeSight.Unreachable,
        // Not in the fleet although it was judged: something is missing to reach it.
        null when node.Status.Conditions.Find(ConditionTypes.Reachable)?.Reason is Reasons.NotTried => NodeSight.Unreachable,
        _ => NodeSight.Unseen,
    };

    /// <summary>The earlier of what this process saw and what was reported before it started.</summary>
    private static DateTimeOffset? UnreachableSince(DockerNode node, EngineSnapshot? engine)
    {
        if (engine is not { IsDown: true })
        {
            return null;
        }

        var reported = node.Status.Conditions.Find(ConditionTypes.Reachable) is { Status: ConditionStatus.False, LastTransitionTime: { } time } ? time : engine.StateSince;
        return reported < engine.StateSince ? reported : engine.StateSince;
    }

    private List<PlacedContainer> ContainersOn(Placement placement, DockerNode node, EngineSnapshot? engine)
    {
        if (engine?.LastSync is null)
        {
            return Remembered(placement, node.Metadata.Name);
        }

        return [.. engine.Containers.Values
            .Where(container => IsOf(placement, container))
            .Select(container => Describe(engine, container))
            .OrderBy(container => container.Name, StringComparer.Ordinal)];
    }

    private bool IsOf(Placement placement, ContainerSnapshot container) =>
        container.Labels.GetValueOrDefault(MooringLabels.Placement) == placement.Metadata.Name
        && container.Labels.GetValueOrDefault(MooringLabels.Namespace) == placement.Metadata.Namespace
        && container.Labels.GetValueOrDefault(MooringLabels.Owner) == installation.Owner;

    /// <summary>
    /// An engine that this process never listed may hold what an earlier one put there: what was reported then is taken for true, so that
    /// nothing runs twice.
    /// </summary>
    private static List<PlacedContainer> Remembered(Placement placement, string node)
    {
        var prefix = ContainerRequest.NameOf(placement, "");
        return [.. placement.Status.Containers
            .Where(container => container.Node == node && container.Id.Length > 0 && container.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(container => new PlacedContainer(
                node, container.Id, container.Name, container.Name[prefix.Length..], container.Revision, "unknown", Ip: container.Ip, Ports: container.Ports, Image: container.Image))];
    }

    private static PlacedContainer Describe(EngineSnapshot engine, ContainerSnapshot container) => new(
        EngineKeys.Parse(engine.Key).Name,
        container.ID,
        container.Name,
        container.Labels.GetValueOrDefault(MooringLabels.Slot, ""),
        container.Labels.GetValueOrDefault(MooringLabels.Revision, ""),
        container.State,
        container.Health is "" or "none" ? null : container.Health,
        container.Created,
        container.StartedAt - SkewOf(engine),
        container.FinishedAt - SkewOf(engine),
        (int)container.ExitCode,
        (int)container.RestartCount,
        container.Networks.Select(network => network.IPAddress).FirstOrDefault(address => !string.IsNullOrEmpty(address)),
        [.. container.Ports
            .Where(port => !string.IsNullOrEmpty(port.HostPort))
            .Select(port => new Api.PublishedPort(port.ContainerPort, AddressOf(engine, port), ProtocolOf(port.Protocol)))
            .Distinct()
            .OrderBy(port => port.ContainerPort)
            .ThenBy(port => port.Address, StringComparer.Ordinal)],
        container.Image);

    /// <summary>What the engine's clock is ahead, in whole seconds: less is measuring noise.</summary>
    private static TimeSpan SkewOf(EngineSnapshot engine) => TimeSpan.FromSeconds(Math.Truncate(engine.ClockSkew.TotalSeconds / 2) * 2);

    /// <summary>All interfaces means the host's own name, as people reach it.</summary>
    private static string AddressOf(EngineSnapshot engine, Fleet.Snapshots.PublishedPort port)
    {
        var host = port.HostIP is "" or "0.0.0.0" or "::" ? engine.Endpoint.Host : port.HostIP;
        return string.Create(CultureInfo.InvariantCulture, $"{(host.Length == 0 ? "localhost" : host)}:{port.HostPort}");
    }

    private static Api.PortProtocol ProtocolOf(string protocol) => protocol switch
    {
        "udp" => Api.PortProtocol.UDP,
        "sctp" => Api.PortProtocol.SCTP,
        _ => Api.PortProtocol.TCP,
    };
}
