using System.Text.Json.Nodes;
using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Views;

/// <summary>The answer to <c>/images/json</c>: one entry for each image ID, with the tags and digests of all engines (swarm.md 5.5).</summary>
public static class ImageList
{
    /// <summary>Writes the answer.</summary>
    /// <exception cref="ApiException">400: a filter's value cannot be used.</exception>
    public static JsonArray Create(ClusterIndex cluster, Query query, QueryFilters filters)
    {
        var engines = cluster.Validated.Where(engine => !filters.Has("node") || filters["node"].Any(node => node == engine.Name || node == engine.Id)).ToList();
        var images = engines.SelectMany(engine => engine.Images).GroupBy(image => image.ID).Select(Merge).ToList();
        var before = Bound(images, "before", filters);
        var since = Bound(images, "since", filters);
        var dangling = filters.Bool("dangling");
        var legacy = query["filter"];
        var chosen = images
            .Where(image => dangling is { } wanted ? wanted == IsDangling(image) : query.Bool("all") || !IsBare(image))
            .Where(image => LabelMatch.All(filters["label"], image.Labels))
            .Where(image => !filters.Has("reference") || filters["reference"].Any(pattern => Refers(image, pattern)))
            .Where(image => legacy.Length == 0 || Refers(image, legacy))
            .Where(image => before is null || image.Created < before)
            .Where(image => since is null || image.Created > since)
            .OrderByDescending(image => image.Created)
            .ThenBy(image => image.ID, StringComparer.Ordinal);
        return [.. chosen.Select(Write)];
    }

    private static ImagesListResponse Merge(IEnumerable<ImagesListResponse> same)
    {
        var all = same.ToList();
        return all.Count == 1
            ? all[0]
            : all[0] with
            {
                RepoTags = [.. all.SelectMany(image => image.RepoTags).Distinct()],
                RepoDigests = [.. all.SelectMany(image => image.RepoDigests).Distinct()],
            };
    }

    private static DateTimeOffset? Bound(List<ImagesListResponse> images, string key, QueryFilters filters) => filters[key] is not [var name, ..] ? null
        : (images.Find(image => ImageReference.Names(image, name))
            ?? throw ApiException.BadRequest($"Invalid filter: 'type'='{key}': no such image found: '{name}'")).Created;

    private static bool IsBare(ImagesListResponse image) => image.RepoTags.Count == 0 && image.RepoDigests.Count == 0;

    private static bool IsDangling(ImagesListResponse image) => image.RepoTags.All(tag => tag == "<none>:<none>");

    private static bool Refers(ImagesListResponse image, string pattern) => image.RepoTags.Concat(image.RepoDigests).Any(reference =>
        Glob.Matches(ImageReference.Familiar(reference), pattern) || Glob.Matches(ImageReference.Familiar(ImageReference.Split(reference).Repository), pattern));

    private static JsonNode Write(ImagesListResponse image) => new JsonObject
    {
        ["Id"] = image.ID,
        ["ParentId"] = image.ParentID ?? "",
        ["RepoTags"] = Texts(image.RepoTags),
        ["RepoDigests"] = Texts(image.RepoDigests),
        ["Created"] = image.Created.ToUnixTimeSeconds(),
        ["Size"] = image.Size,
        ["VirtualSize"] = image.VirtualSize,
        ["SharedSize"] = image.SharedSize,
        ["Labels"] = Pairs(image.Labels),
        ["Containers"] = image.Containers,
    };

    internal static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    internal static JsonObject? Pairs(IEnumerable<KeyValuePair<string, string>>? pairs) =>
        pairs is null ? null : new(pairs.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value)));
}
