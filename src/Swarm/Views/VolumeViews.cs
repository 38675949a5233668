using System.Text.Json.Nodes;
using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Views;

/// <summary>The volumes of all engines (swarm.md 5.4).</summary>
public static class VolumeViews
{
    /// <summary>Every volume of every accepted engine.</summary>
    public static IEnumerable<PlacedVolume> All(ClusterIndex cluster) =>
        cluster.Validated.SelectMany(engine => engine.Volumes.Select(volume => new PlacedVolume(engine, volume)));

    /// <summary>All volumes of this name: <c>ENGINE/name</c>, <c>ENGINEID/name</c>, or a bare name, which may stand for several.</summary>
    public static IReadOnlyList<PlacedVolume> Named(ClusterIndex cluster, string reference) =>
        [.. All(cluster).Where(placed => placed.IsNamed(reference))];

    /// <summary>The one volume of this name. A bare name of a volume that several engines have is ambiguous unless its driver spans engines.</summary>
    public static PlacedVolume? Find(ClusterIndex cluster, string reference) => Named(cluster, reference) switch
    {
        [var only] => only,
        [{ Local: false } first, ..] => first,
        _ => null,
    };

    /// <summary>The answer to <c>/volumes</c>.</summary>
    public static JsonObject List(ClusterIndex cluster, QueryFilters filters)
    {
        var used = filters.Has("dangling") ? Used(cluster) : [];
        var chosen = All(cluster)
            .Where(placed => !filters.Has("name") || filters["name"].Any(name => placed.Volume.Name.Contains(name, StringComparison.Ordinal)))
            .Where(placed => !filters.Has("driver") || filters["driver"].Contains(placed.Volume.Driver))
            .Where(placed => !filters.Has("node") || !placed.Local || filters["node"].Contains(placed.Engine.Name))
            .Where(placed => LabelMatch.All(filters["label"], placed.Volume.Labels))
            .Where(placed => filters.Bool("dangling") is not { } dangling || dangling != used.Contains((placed.Engine.Address, placed.Volume.Name)))
            .OrderBy(placed => placed.DisplayName, NaturalOrder.Instance)
            .Select(placed => (JsonNode)Write(placed.Volume, placed.DisplayName));
        return new() { ["Volumes"] = new JsonArray([.. chosen]), ["Warnings"] = null };
    }

    /// <summary>One volume as JSON.</summary>
    public static JsonObject Write(VolumeResponse volume, string name) => new()
    {
        ["CreatedAt"] = volume.CreatedAt ?? "",
        ["Driver"] = volume.Driver ?? "",
        ["Labels"] = ImageList.Pairs(volume.Labels),
        ["Mountpoint"] = volume.Mountpoint ?? "",
        ["Name"] = name,
        ["Options"] = ImageList.Pairs(volume.Options),
        ["Scope"] = volume.Scope ?? "local",
    };

    private static HashSet<(string Address, string Volume)> Used(ClusterIndex cluster) =>
    [
        .. cluster.Containers.SelectMany(placed => placed.Container.Listed.Mounts
            .Where(mount => !string.IsNullOrEmpty(mount.Name))
            .Select(mount => (placed.Engine.Address, mount.Name!))),
    ];
}
